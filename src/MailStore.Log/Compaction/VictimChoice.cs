namespace MailStore.Log.Compaction;

/// <summary>
/// Which segments are worth collecting, the best first. Those that are mostly dead always are; beyond them as many as it takes
/// to keep the volume small. Fully dead ones cost nothing.
/// </summary>
internal static class VictimChoice
{
    /// <summary>Hot: half of it will be copied at most. What lives in the cold generation tends to live on, so it may be fuller.</summary>
    public const double HotLiveMax = 0.50;
    public const double ColdLiveMax = 0.75;

    /// <summary>All segments together, against what lives in them. Below the 1.3 that is promised, as the journal goes on.</summary>
    public const double SpaceMax = 1.20;

    /// <summary>Copying nine parts to free one would double what is written.</summary>
    public const double LiveMax = 0.90;

    public static List<SegmentUse> Choose(IReadOnlyCollection<SegmentUse> segments)
    {
        var chosen = segments.Where(IsDue).OrderByDescending(segment => segment.Worth).ThenBy(segment => segment.Segment).ToList();
        var live = segments.Sum(segment => (double)segment.Live);
        var octets = segments.Sum(segment => (double)segment.Octets) - chosen.Sum(Freed);
        var others = segments.Where(segment => !IsDue(segment) && segment.LiveFraction < LiveMax).OrderBy(segment => segment.LiveFraction).ThenBy(segment => segment.Segment);
        foreach (var segment in others)
        {
            if (octets <= live * SpaceMax)
            {
                break;
            }

            chosen.Add(segment);
            octets -= Freed(segment);
        }

        return chosen;
    }

    private static bool IsDue(SegmentUse segment) => segment.LiveFraction < (segment.IsCold ? ColdLiveMax : HotLiveMax);

    private static double Freed(SegmentUse segment) => segment.Octets - segment.Live;
}
