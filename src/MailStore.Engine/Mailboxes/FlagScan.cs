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
        // Mostly all of them change, and then the set is there already.
        var (changed, conflicts) = (default(UidSetBuilder), default(UidSetBuilder));
        for (var masks = new ChunkMasks(change.Uids); masks.MoveNext();)
        {
            var (changedBits, conflictBits) = Bits(mailbox, change, masks.Number, masks.Bits, unchangedSince, index);
            if (changed is null && changedBits != masks.Bits)
            {
                changed = Before(change.Uids, masks.Number);
                conflicts = new();
            }

            if (changed is not null)
            {
                UidSequence.Collect(masks.Number, changedBits, changed);
                UidSequence.Collect(masks.Number, conflictBits, conflicts!);
            }
        }

        return changed is null ? new(change.Uids, UidSet.Empty) : new(changed.ToSet(), conflicts!.ToSet());
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

    private static (ulong Changed, ulong Conflicts) Bits(
        MailboxState mailbox, in FlagsChange change, uint number, ulong mask, ModSeq? unchangedSince, IIndexReader index)
    {
        var chunk = mailbox.Look(number, index);
        ulong changed = 0, conflicts = 0;
        for (var left = mask; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            ref var slot = ref chunk.At(bit);
            if (slot.ModSeq > unchangedSince?.Value)
            {
                conflicts |= 1UL << bit;
            }
            else if (IsChanged(mailbox, change, SlotChunk.UidOf(number, bit), slot, index))
            {
                changed |= 1UL << bit;
            }
        }

        return (changed, conflicts);
    }

    // Those of the chunks before this one.
    private static UidSetBuilder Before(UidSet uids, uint number)
    {
        var before = new UidSetBuilder();
        for (var masks = new ChunkMasks(uids); masks.MoveNext() && masks.Number < number;)
        {
            UidSequence.Collect(masks.Number, masks.Bits, before);
        }

        return before;
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
