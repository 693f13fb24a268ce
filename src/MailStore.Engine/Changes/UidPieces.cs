using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>Cuts sets of UIDs that are too large for one frame. What is not too large is its one piece, and so is nothing.</summary>
internal struct UidPieces(UidSet uids)
{
    /// <summary>At ten octets a range at most, a piece takes 40 KB.</summary>
    public const int RangesMax = 4096;

    private int _next;

    public UidSet Current { get; private set; }

    public static UidPieces Of(UidSet uids) => new(uids);

    public readonly UidPieces GetEnumerator() => this;

    public bool MoveNext()
    {
        var ranges = uids.Ranges;
        if (_next > 0 && _next >= ranges.Length)
        {
            return false;
        }

        Current = ranges.Length <= RangesMax
            ? uids
            : UidSet.OfRanges(ranges.ToArray().AsSpan(_next, Math.Min(RangesMax, ranges.Length - _next)));
        _next += RangesMax;
        return true;
    }
}
