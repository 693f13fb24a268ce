using System.Collections.Immutable;

namespace MailStore.Abstractions.Messages;

/// <summary>A set of UIDs as ascending ranges that neither touch nor overlap.</summary>
public sealed class UidSet : IEquatable<UidSet>
{
    private readonly ImmutableArray<UidRange> _ranges;

    private UidSet(ImmutableArray<UidRange> ranges)
    {
        _ranges = ranges;
        foreach (var range in ranges)
        {
            Count += range.Count;
        }
    }

    public static UidSet Empty { get; } = new([]);

    public static UidSet All { get; } = new([new(Uid.First, Uid.Last)]);

    public ImmutableArray<UidRange> Ranges => _ranges;

    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>It is of a single UID.</summary>
    public bool IsOne => Count == 1;

    /// <summary>How many UIDs, whether or not they name a message.</summary>
    public long Count { get; }

    public static UidSet Of(params ReadOnlySpan<uint> uids)
    {
        var builder = new UidSetBuilder();
        foreach (var uid in uids)
        {
            builder.Add(new Uid(uid));
        }

        return builder.ToSet();
    }

    /// <summary>Of ranges in any order, overlapping or not.</summary>
    public static UidSet OfRanges(params ReadOnlySpan<UidRange> ranges)
    {
        var builder = new UidSetBuilder();
        foreach (var range in ranges)
        {
            builder.Add(range);
        }

        return builder.ToSet();
    }

    public bool Contains(Uid uid)
    {
        var place = FirstAtOrAfter(uid);
        return place < _ranges.Length && _ranges[place].Contains(uid);
    }

    /// <summary>What both have.</summary>
    public UidSet Intersect(UidSet other)
    {
        var builder = new UidSetBuilder();
        int left = 0, right = 0;
        while (left < _ranges.Length && right < other._ranges.Length)
        {
            var (one, two) = (_ranges[left], other._ranges[right]);
            var first = one.First > two.First ? one.First : two.First;
            var last = one.Last < two.Last ? one.Last : two.Last;
            if (first <= last)
            {
                builder.Add(new UidRange(first, last));
            }

            if (one.Last < two.Last)
            {
                left++;
            }
            else
            {
                right++;
            }
        }

        return builder.ToSet();
    }

    /// <summary>What this one has and the other has not.</summary>
    public UidSet Except(UidSet other)
    {
        var builder = new UidSetBuilder();
        var right = 0;
        foreach (var range in _ranges)
        {
            // 64 bits: one past the last UID there can be is a number too.
            ulong next = range.First.Value;
            while (right < other._ranges.Length && other._ranges[right].Last < range.First)
            {
                right++;
            }

            for (var at = right; at < other._ranges.Length && other._ranges[at].First <= range.Last; at++)
            {
                var hole = other._ranges[at];
                if (hole.First.Value > next)
                {
                    builder.Add(new UidRange((uint)next, hole.First.Value - 1));
                }

                next = Math.Max(next, (ulong)hole.Last.Value + 1);
            }

            if (next <= range.Last.Value)
            {
                builder.Add(new UidRange((uint)next, range.Last.Value));
            }
        }

        return builder.ToSet();
    }

    public UidSet Union(UidSet other) => OfRanges([.. _ranges, .. other._ranges]);

    /// <summary>Every UID, ascending. For sets that were cut to what exists.</summary>
    public IEnumerable<Uid> Each()
    {
        foreach (var range in _ranges)
        {
            for (var uid = (ulong)range.First.Value; uid <= range.Last.Value; uid++)
            {
                yield return new Uid((uint)uid);
            }
        }
    }

    public bool Equals(UidSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as UidSet);

    public override int GetHashCode() => HashCode.Combine(_ranges.Length, Count);

    public override string ToString() => string.Join(',', _ranges);

    internal static UidSet OfSorted(ImmutableArray<UidRange> ranges) => ranges.IsEmpty ? Empty : new(ranges);

    private int FirstAtOrAfter(Uid uid)
    {
        int low = 0, high = _ranges.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ranges[middle].Last < uid)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
