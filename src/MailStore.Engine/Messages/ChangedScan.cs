using System.Numerics;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>CHANGEDSINCE: goes down only where a highest mod-sequence says that something changed.</summary>
internal static class ChangedScan
{
    public static UidSet Since(UidSequence sequence, IIndexReader index, ModSeq since, SlotChunk chunk)
    {
        var (builder, mailbox) = (new UidSetBuilder(), sequence.Source.Mailbox);
        var (branch, page) = (new BranchRecord(), new PageRecord());
        for (var number = 0; number < sequence.Branches.Length; number++)
        {
            if (sequence.Branches[number] is null || !branch.TryLoad(index, mailbox, (uint)number))
            {
                continue;
            }

            for (var inside = 0; inside < branch.Used; inside++)
            {
                var pageNumber = ((uint)number << BranchRecord.PageBits) | (uint)inside;
                if (branch.MaxModSeq(inside) > since && branch.Count(inside) > 0 && page.TryLoad(index, mailbox, pageNumber))
                {
                    Collect(page, pageNumber, mailbox, index, since, chunk, builder);
                }
            }
        }

        return builder.ToSet();
    }

    private static void Collect(
        PageRecord page, uint number, MailboxId mailbox, IIndexReader index, ModSeq since, SlotChunk chunk, UidSetBuilder builder)
    {
        for (var inside = 0; inside < PageRecord.Chunks; inside++)
        {
            var chunkNumber = (number * PageRecord.Chunks) + (uint)inside;
            if (page.MaxModSeq(inside) <= since || page.Presence[inside] == 0 || !chunk.TryLoad(index, mailbox, chunkNumber))
            {
                continue;
            }

            var changed = 0UL;
            for (var left = chunk.Presence; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                changed |= chunk.At(bit).ModSeq > since.Value ? 1UL << bit : 0;
            }

            UidSequence.Collect(chunkNumber, changed, builder);
        }
    }
}
