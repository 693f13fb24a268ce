using System.Numerics;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Log.Commit;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>EXPUNGE and UID EXPUNGE: what has \Deleted goes.</summary>
internal sealed class ExpungeRequest(MailboxState mailbox, UidSet? only) : CommitRequest<ExpungeResult>
{
    protected override void Decide(IBatch batch)
    {
        if (mailbox.IsDeleted)
        {
            Outcome = new(Refusal.NoSuchMailbox, UidSet.Empty, mailbox.HighestModSeq);
            return;
        }

        var uids = mailbox.DeletedCount == 0 ? UidSet.Empty : Deleted(batch.Index);
        if (uids.IsEmpty || !mailbox.HasRoomFor(messages: 0))
        {
            Outcome = new(uids.IsEmpty ? Refusal.None : Refusal.Exhausted, UidSet.Empty, mailbox.HighestModSeq);
            return;
        }

        var modSeq = mailbox.NextModSeq;
        mailbox.Expunge(uids, modSeq, batch);
        Outcome = new(Refusal.None, uids, modSeq);
    }

    private UidSet Deleted(IIndexReader index)
    {
        var builder = new UidSetBuilder();
        for (var masks = new ChunkMasks(mailbox.Existing(only ?? UidSet.All)); masks.MoveNext();)
        {
            var chunk = mailbox.Look(masks.Number, index);
            var deleted = 0UL;
            for (var left = masks.Bits; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                deleted |= (chunk.At(bit).System & SystemFlags.Deleted) != SystemFlags.None ? 1UL << bit : 0;
            }

            UidSequence.Collect(masks.Number, deleted, builder);
        }

        return builder.ToSet();
    }
}
