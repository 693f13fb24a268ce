namespace MailStore.Log.Compaction;

/// <summary>How much of a sealed segment is still needed.</summary>
/// <param name="Age">Segments of its generation that are younger: what died early in a young one is followed by more.</param>
internal readonly record struct SegmentUse(uint Segment, bool IsCold, long Octets, long Live, int Age)
{
    public double LiveFraction => Octets == 0 ? 0 : Math.Min(1, (double)Live / Octets);

    /// <summary>What is gained for what it costs: free space times age, over a read and the writing of what lives.</summary>
    public double Worth => (1 - LiveFraction) * (1 + Age) / (1 + LiveFraction);
}
