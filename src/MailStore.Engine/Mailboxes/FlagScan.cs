using System.Numerics;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>Which messages a change of flags would change, and which it must leave alone.</summary>
internal readonly record struct FlagScan(UidSet Changed, UidSet Conflicts)
{
    public static FlagScan None { get; } = new(UidSet.Empty, UidSet.Empty);

    public static FlagScan Of(MailboxState mailbox, in FlagsChange change, ModSeq? unchangedSince, IIndexReader index)
    {
        UidSetBuilder? changed = null, conflicts = null;
        var count = 0L;
        for (var masks = new ChunkMasks(change.Uids); masks.MoveNext();)
        {
            var chunk = mailbox.Look(masks.Number, index);
            ulong changedBits = 0, conflictBits = 0;
            for (var left = masks.Bits; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                ref var slot = ref chunk.At(bit);
                if (slot.ModSeq > unchangedSince?.Value)
                {
                    conflictBits |= 1UL << bit;
                }
                else if (IsChanged(mailbox, change, SlotChunk.UidOf(masks.Number, bit), slot, index))
                {
                    changedBits |= 1UL << bit;
                }
            }

            count += BitOperations.PopCount(changedBits);
            UidSequence.Collect(masks.Number, changedBits, changed ??= new());
            UidSequence.Collect(masks.Number, conflictBits, conflicts ??= new());
        }

        // Mostly all of them change, and then the set is there already.
        var all = count == change.Uids.Count ? change.Uids : changed?.ToSet();
        return new(all ?? UidSet.Empty, conflicts?.ToSet() ?? UidSet.Empty);
    }

    /// <summary>The same of messages that went, but that some view still numbers.</summary>
    public static FlagScan Of(Ghosts ghosts, in FlagsChange change, ModSeq? unchangedSince)
    {
        var (changed, conflicts) = (new UidSetBuilder(), new UidSetBuilder());
        foreach (var uid in change.Uids.Each())
        {
            if (!ghosts.TryFind(uid, out var slot))
            {
                continue;
            }

            if (slot.ModSeq > unchangedSince)
            {
                conflicts.Add(uid);
            }
            else if (change.Of(slot.Flags) != slot.Flags || !change.Of(slot.Keywords).Equals(slot.Keywords))
            {
                changed.Add(uid);
            }
        }

        return new(changed.ToSet(), conflicts.ToSet());
    }

    private static bool IsChanged(MailboxState mailbox, in FlagsChange change, Uid uid, in SlotRecord slot, IIndexReader index)
    {
        if (change.Of(slot.System) != slot.System)
        {
            return true;
        }

        if (!slot.HasMoreKeywords && change.Keywords.Rest.IsEmpty)
        {
            return change.Of(KeywordBits.OfWord(slot.Keywords)).Word != slot.Keywords;
        }

        var keywords = KeywordBits.Of(slot.Keywords, mailbox.MoreKeywords(uid, slot, index));
        return !change.Of(keywords).Equals(keywords);
    }
}
