using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>Cuts sets of UIDs that are too large for one frame.</summary>
internal static class UidPieces
{
    /// <summary>At ten octets a range at most, a piece takes 40 KB.</summary>
    public const int RangesMax = 4096;

    public static IReadOnlyList<UidSet> Of(UidSet uids)
    {
        if (uids.Ranges.Length <= RangesMax)
        {
            return [uids];
        }

        var pieces = new List<UidSet>();
        for (var start = 0; start < uids.Ranges.Length; start += RangesMax)
        {
            pieces.Add(UidSet.OfRanges(uids.Ranges.AsSpan(start, Math.Min(RangesMax, uids.Ranges.Length - start))));
        }

        return pieces;
    }
}
