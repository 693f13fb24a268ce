using System.Collections.Immutable;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Log.Bodies;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// The messages of one expunge on their way out: first they are gathered, then pinned for whoever still numbers them, and last
/// their bodies are released.
/// </summary>
internal sealed class Departure(MailboxId mailbox, IIndexWriter index, bool withGhosts)
{
    private readonly List<Uid> _uids = [];
    private readonly List<SlotRecord> _slots = [];
    private readonly ImmutableSortedDictionary<uint, ushort[]>.Builder _moreKeywords = ImmutableSortedDictionary.CreateBuilder<uint, ushort[]>();
    private readonly ImmutableSortedDictionary<uint, UniqueId>.Builder _uniqueIds = ImmutableSortedDictionary.CreateBuilder<uint, UniqueId>();

    public void Add(Uid uid, in SlotRecord slot)
    {
        _uids.Add(uid);
        _slots.Add(slot);
        if (slot.HasMoreKeywords)
        {
            _moreKeywords.Add(uid.Value, KeywordRecords.LoadMore(index, mailbox, uid));
            KeywordRecords.DeleteMore(index, mailbox, uid);
        }

        if (slot.HasUniqueId)
        {
            _uniqueIds.Add(uid.Value, UniqueIdRecords.Find(index, mailbox, uid));
            UniqueIdRecords.Delete(index, mailbox, uid);
        }
    }

    public GhostBatch? ToGhosts(ModSeq modSeq, IMailboxHost host)
    {
        if (!withGhosts || _uids.Count == 0)
        {
            return null;
        }

        var bodies = new LogAddress[_slots.Count];
        for (var place = 0; place < bodies.Length; place++)
        {
            bodies[place] = _slots[place].BodyAddress;
        }

        var pin = host.Pin(bodies);
        return new(modSeq, [.. _uids.Select(uid => uid.Value)], [.. _slots], _moreKeywords.ToImmutable(), _uniqueIds.ToImmutable(), pin is null ? [] : [pin]);
    }

    public void Release(IBodyTable bodies)
    {
        foreach (var slot in _slots)
        {
            bodies.Release(slot.BodyAddress, slot.BodyBytes);
        }
    }
}
