using System.Numerics;

namespace MailStore.Abstractions.Messages;

/// <summary>Collects UIDs and ranges. Ascending ones are cheapest; others are sorted at the end.</summary>
public sealed class UidSetBuilder
{
    // Most sets are of one range: they need no list.
    private UidRange _only;
    private List<UidRange>? _ranges;
    private bool _isSorted = true;

    public void Add(Uid uid) => Add(new UidRange(uid, uid));

    public void Add(UidRange range)
    {
        if (range.First.IsNone || range.First > range.Last)
        {
            throw new ArgumentException($"{range} is no range of UIDs.", nameof(range));
        }

        if (_ranges is null && _only.First.IsNone)
        {
            _only = range;
            return;
        }

        var last = _ranges is null ? _only : _ranges[^1];
        if (_isSorted && range.First >= last.First && (range.First <= last.Last || range.First.Value == last.Last.Value + 1))
        {
            Grow(new(last.First, range.Last > last.Last ? range.Last : last.Last));
            return;
        }

        _isSorted &= range.First > last.Last;
        (_ranges ??= [_only]).Add(range);
    }

    public void Add(UidSet uids)
    {
        foreach (var range in uids.Ranges)
        {
            Add(range);
        }
    }

    /// <summary>Forgets what was collected.</summary>
    public void Clear() => (_only, _ranges, _isSorted) = (default, null, true);

    /// <summary>Those of 64 UIDs that follow each other.</summary>
    /// <param name="first">The UID that the lowest bit is of; where that is no UID, the bit is not set.</param>
    public void Add(uint first, ulong bits)
    {
        var isBehind = _ranges is null ? _only.Last.Value < first : _ranges[^1].Last.Value < first;
        while (bits != 0)
        {
            var start = BitOperations.TrailingZeroCount(bits);
            var length = BitOperations.TrailingZeroCount(~(bits >> start));
            var range = new UidRange(first + (uint)start, first + (uint)(start + length - 1));
            bits &= start + length == 64 ? 0 : ulong.MaxValue << (start + length);

            // The first one may go on from what is there; the others touch nothing.
            if (isBehind && start > 0 && _ranges is not null)
            {
                _ranges.Add(range);
            }
            else
            {
                Add(range);
            }
        }
    }

    public UidSet ToSet()
    {
        if (_ranges is null)
        {
            return _only.First.IsNone ? UidSet.Empty : UidSet.OfRanges(_only);
        }

        if (!_isSorted)
        {
            var sorted = _ranges.OrderBy(range => range.First).ToArray();
            (_only, _ranges, _isSorted) = (default, null, true);
            foreach (var range in sorted)
            {
                Add(range);
            }

            return ToSet();
        }

        return UidSet.OfSorted([.. _ranges]);
    }

    private void Grow(UidRange last)
    {
        if (_ranges is null)
        {
            _only = last;
        }
        else
        {
            _ranges[^1] = last;
        }
    }
}
