using System.Collections.Immutable;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>Messages that were expunged, by UID, and what holds their bodies readable.</summary>
internal sealed class GhostBatch : IDisposable
{
    private readonly uint[] _uids;
    private readonly SlotRecord[] _slots;
    private readonly ImmutableSortedDictionary<uint, ushort[]> _moreKeywords;
    private readonly ImmutableSortedDictionary<uint, UniqueId> _uniqueIds;
    private readonly ImmutableArray<IDisposable> _pins;

    /// <param name="modSeq">Of the last one's going.</param>
    public GhostBatch(
        ModSeq modSeq,
        uint[] uids,
        SlotRecord[] slots,
        ImmutableSortedDictionary<uint, ushort[]> moreKeywords,
        ImmutableSortedDictionary<uint, UniqueId> uniqueIds,
        ImmutableArray<IDisposable> pins)
    {
        ModSeq = modSeq;
        _uids = uids;
        _slots = slots;
        _moreKeywords = moreKeywords;
        _uniqueIds = uniqueIds;
        _pins = pins;
    }

    public ModSeq ModSeq { get; }

    /// <summary>Those whose flags changed after they went.</summary>
    private ImmutableSortedSet<uint> Stored { get; init; } = [];

    public int Count => _uids.Length;

    public bool TryFind(Uid uid, out MessageSlot slot)
    {
        var place = _uids.AsSpan().BinarySearch(uid.Value);
        slot = place < 0 ? default : _slots[place].ToSlot(uid, _moreKeywords.GetValueOrDefault(uid.Value));
        return place >= 0;
    }

    /// <summary>None if it is not here, or came without one.</summary>
    public UniqueId UniqueIdOf(Uid uid) => _uniqueIds.GetValueOrDefault(uid.Value);

    /// <summary>Both in one, which holds the pins of both.</summary>
    public GhostBatch Merge(GhostBatch newer)
    {
        var uids = new uint[Count + newer.Count];
        var slots = new SlotRecord[uids.Length];
        for (int place = 0, left = 0, right = 0; place < uids.Length; place++)
        {
            var isLeft = right == newer.Count || left < Count && _uids[left] < newer._uids[right];
            uids[place] = isLeft ? _uids[left] : newer._uids[right];
            slots[place] = isLeft ? _slots[left++] : newer._slots[right++];
        }

        return new(newer.ModSeq, uids, slots, _moreKeywords.AddRange(newer._moreKeywords), _uniqueIds.AddRange(newer._uniqueIds), _pins.AddRange(newer._pins))
        {
            Stored = Stored.Union(newer.Stored),
        };
    }

    /// <summary>
    /// With other flags for those of these messages that are here; the same if none is. Nothing durable has these flags: once no
    /// view numbers the messages, nobody can ask for them.
    /// </summary>
    public GhostBatch With(in FlagsChange change)
    {
        SlotRecord[]? slots = null;
        var (moreKeywords, stored) = (_moreKeywords, Stored);
        foreach (var uid in change.Uids.Each())
        {
            var place = _uids.AsSpan().BinarySearch(uid.Value);
            if (place < 0)
            {
                continue;
            }

            slots ??= [.. _slots];
            ref var slot = ref slots[place];
            var keywords = change.Of(KeywordBits.Of(slot.Keywords, moreKeywords.GetValueOrDefault(uid.Value)));
            slot.Set(change.Of(slot.System), keywords);
            slot.ModSeq = change.ModSeq.Value;
            moreKeywords = keywords.Rest.IsEmpty ? moreKeywords.Remove(uid.Value) : moreKeywords.SetItem(uid.Value, keywords.Rest.ToArray());
            stored = stored.Add(uid.Value);
        }

        return slots is null ? this : new(ModSeq, _uids, slots, moreKeywords, _uniqueIds, _pins) { Stored = stored };
    }

    /// <summary>Messages whose flags changed after they went, and after a mod-sequence.</summary>
    public void StoredSince(ModSeq modSeq, UidSetBuilder into)
    {
        foreach (var uid in Stored)
        {
            if (_slots[_uids.AsSpan().BinarySearch(uid)].ModSeq > modSeq.Value)
            {
                into.Add(new Uid(uid));
            }
        }
    }

    public void Dispose()
    {
        foreach (var pin in _pins)
        {
            pin.Dispose();
        }
    }
}
