using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Messages;

/// <summary>
/// One version of the UIDs of a mailbox in their order: sequence number to UID and back. It never changes; versions share what is
/// the same in both, down to pages of 4,096 UIDs, and pages are read when somebody first looks at them. A version that a thousand
/// sessions hold is there once.
/// </summary>
internal sealed class UidSequence
{
    /// <summary>Where <see cref="NextChunk"/> finds nothing more.</summary>
    public const uint NoChunk = uint.MaxValue;

    private const int PlaceMask = SequencePage.Uids - 1;
    private readonly PageSource _source;
    private readonly SequenceBranch?[] _branches;
    private readonly int[] _before;

    public UidSequence(PageSource source, SequenceBranch?[] branches)
    {
        _source = source;
        _branches = branches;
        _before = new int[Math.Max(1, branches.Length)];
        for (var number = 0; number < branches.Length; number++)
        {
            _before[number] = Count;
            Count += branches[number]?.Count ?? 0;
        }
    }

    public int Count { get; }

    public PageSource Source => _source;

    /// <summary>By number, one for each million UIDs.</summary>
    public ReadOnlySpan<SequenceBranch?> Branches => _branches;

    /// <summary>From 1 to <see cref="Count"/>.</summary>
    public Uid At(int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, Count);
        var nth = sequence - 1;
        var number = Search.Last(_before, nth);
        nth -= _before[number];
        var branch = _branches[number]!;
        var inside = branch.PageOf(nth);
        nth -= branch.CountBefore(inside);
        var page = ((uint)number << BranchRecord.PageBits) | (uint)inside;
        return new((page << SequencePage.UidBits) | (uint)branch.Box(inside)!.Open(_source, page).PlaceOf(nth));
    }

    /// <summary>0 if there is no such message.</summary>
    public int IndexOf(Uid uid)
    {
        var page = PageOf(uid, out var before);
        var place = (int)(uid.Value & PlaceMask);
        return page is not null && page.Has(place) ? before + page.CountBefore(place) + 1 : 0;
    }

    public bool Contains(Uid uid) => PageOf(uid, out _)?.Has((int)(uid.Value & PlaceMask)) ?? false;

    /// <summary>Messages with this UID or a lower one.</summary>
    public int CountUpTo(Uid uid)
    {
        var page = PageOf(uid, out var before);
        if (page is null)
        {
            return before;
        }

        var place = (int)(uid.Value & PlaceMask);
        return before + page.CountBefore(place) + (page.Has(place) ? 1 : 0);
    }

    /// <summary>Which UIDs of a chunk exist.</summary>
    public ulong WordOf(uint chunk)
    {
        var page = PageOf(SlotChunk.UidOf(chunk, bit: 0), out _);
        return page is null ? 0 : page[(int)(chunk & (SequencePage.Words - 1))];
    }

    /// <summary>The first chunk from this one on that has a message, or <see cref="NoChunk"/>.</summary>
    public uint NextChunk(uint chunk)
    {
        const int wordBits = SequencePage.UidBits - SlotChunk.UidBits;
        var word = (int)(chunk & (SequencePage.Words - 1));
        for (var number = chunk >> wordBits; number >> BranchRecord.PageBits < _branches.Length; number++, word = 0)
        {
            var branch = _branches[number >> BranchRecord.PageBits];
            var inside = (int)(number & (SequenceBranch.Pages - 1));
            if (branch is null || inside >= branch.Room)
            {
                number |= SequenceBranch.Pages - 1;
                continue;
            }

            if (branch.Box(inside) is not { } box)
            {
                continue;
            }

            for (var page = box.Open(_source, number); word < SequencePage.Words; word++)
            {
                if (page[word] != 0)
                {
                    return (number << wordBits) | (uint)word;
                }
            }
        }

        return NoChunk;
    }

    /// <summary>UIDs of a range that exist.</summary>
    public void Collect(UidRange within, UidSetBuilder into)
    {
        var last = SlotChunk.NumberOf(within.Last);
        for (var chunk = NextChunk(SlotChunk.NumberOf(within.First)); chunk <= last && chunk != NoChunk; chunk = NextChunk(chunk + 1))
        {
            Collect(chunk, WordOf(chunk) & Mask(chunk, within), into);
        }
    }

    public UidSet Intersect(UidSet uids)
    {
        var builder = new UidSetBuilder();
        foreach (var range in uids.Ranges)
        {
            Collect(range, builder);
        }

        return builder.ToSet();
    }

    /// <summary>The bits of a chunk that lie within a range.</summary>
    public static ulong Mask(uint chunk, UidRange within)
    {
        var mask = ulong.MaxValue;
        if (SlotChunk.NumberOf(within.First) == chunk)
        {
            mask &= ulong.MaxValue << SlotChunk.BitOf(within.First);
        }

        if (SlotChunk.NumberOf(within.Last) == chunk)
        {
            mask &= ulong.MaxValue >> (SlotChunk.Uids - 1 - SlotChunk.BitOf(within.Last));
        }

        return mask;
    }

    public static void Collect(uint chunk, ulong bits, UidSetBuilder into) => into.Add(SlotChunk.UidOf(chunk, 0).Value, bits);

    // The page of a UID, null if it is empty, and the messages before it.
    private SequencePage? PageOf(Uid uid, out int before)
    {
        var number = (int)(uid.Value >> BranchRecord.UidBits);
        if (number >= _branches.Length)
        {
            before = Count;
            return null;
        }

        before = _before[number];
        if (_branches[number] is not { } branch)
        {
            return null;
        }

        var inside = (int)(uid.Value >> SequencePage.UidBits) & (SequenceBranch.Pages - 1);
        before += branch.CountBefore(inside);
        return branch.Box(inside)?.Open(_source, uid.Value >> SequencePage.UidBits);
    }
}
