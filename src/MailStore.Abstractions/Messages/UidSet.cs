namespace MailStore.Abstractions.Messages;

/// <summary>
/// A set of UIDs as ascending ranges that neither touch nor overlap. A value: one of a single range, as most are, is no memory of
/// anybody's, so that naming a message, changing it and telling others of it allocates nothing.
/// </summary>
public readonly struct UidSet : IEquatable<UidSet>
{
    // Of a single range. The others are in an array that nobody changes.
    private readonly UidRange _only;
    private readonly UidRange[]? _more;

    private UidSet(UidRange only)
    {
        (_only, Count) = (only, only.Count);
    }

    private UidSet(UidRange[] more)
    {
        _more = more;
        foreach (var range in more)
        {
            Count += range.Count;
        }
    }

    public static UidSet Empty => default;

    public static UidSet All => new(new UidRange(Uid.First, Uid.Last));

    public UidRanges Ranges => new(_only, _more);

    public bool IsEmpty => Count == 0;

    /// <summary>It is of a single UID.</summary>
    public bool IsOne => Count == 1;

    /// <summary>How many UIDs, whether or not they name a message.</summary>
    public long Count { get; }

    public static bool operator ==(UidSet left, UidSet right) => left.Equals(right);

    public static bool operator !=(UidSet left, UidSet right) => !left.Equals(right);

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
        if (ranges is [{ First.IsNone: false } only] && only.First <= only.Last)
        {
            return new(only);
        }

        var builder = new UidSetBuilder();
        foreach (var range in ranges)
        {
            builder.Add(range);
        }

        return builder.ToSet();
    }

    public bool Contains(Uid uid)
    {
        var ranges = Ranges;
        var place = FirstAtOrAfter(ranges, uid);
        return place < ranges.Length && ranges[place].Contains(uid);
    }

    /// <summary>What both have.</summary>
    public UidSet Intersect(UidSet other)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return Empty;
        }

        var builder = new UidSetBuilder();
        var (ranges, others) = (Ranges, other.Ranges);
        int left = 0, right = 0;
        while (left < ranges.Length && right < others.Length)
        {
            var (one, two) = (ranges[left], others[right]);
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
        if (IsEmpty || other.IsEmpty)
        {
            return this;
        }

        var builder = new UidSetBuilder();
        var others = other.Ranges;
        var right = 0;
        foreach (var range in Ranges)
        {
            // 64 bits: one past the last UID there can be is a number too.
            ulong next = range.First.Value;
            while (right < others.Length && others[right].Last < range.First)
            {
                right++;
            }

            for (var at = right; at < others.Length && others[at].First <= range.Last; at++)
            {
                var hole = others[at];
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

    public UidSet Union(UidSet other)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return IsEmpty ? other : this;
        }

        var builder = new UidSetBuilder();
        builder.Add(this);
        builder.Add(other);
        return builder.ToSet();
    }

    /// <summary>Every UID, ascending. For sets that were cut to what exists.</summary>
    public EachUid Each() => new(Ranges);

    public bool Equals(UidSet other)
    {
        var (ranges, others) = (Ranges, other.Ranges);
        if (ranges.Length != others.Length)
        {
            return false;
        }

        for (var place = 0; place < ranges.Length; place++)
        {
            if (ranges[place] != others[place])
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is UidSet other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Ranges.Length, Count);

    public override string ToString() => string.Join(',', Ranges.ToArray());

    internal static UidSet OfSorted(UidRange[] ranges) => ranges is [var only] ? new(only) : new(ranges);

    private static int FirstAtOrAfter(in UidRanges ranges, Uid uid)
    {
        int low = 0, high = ranges.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ranges[middle].Last < uid)
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
