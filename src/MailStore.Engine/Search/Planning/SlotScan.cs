using System.Numerics;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Planning;

/// <summary>Goes through the slots of messages once, with all the tests that have to hold.</summary>
internal static class SlotScan
{
    public static ulong[] Run(ISearchedMailbox mailbox, MessageDomain domain, ReadOnlySpan<SlotTest> tests, ReadOnlySpan<ulong> within, CancellationToken cancellation)
    {
        var set = within.ToArray();
        for (var word = 0; word < set.Length; word++)
        {
            if (set[word] == 0)
            {
                continue;
            }

            if (word % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var number = domain.Chunks[word];
            var here = mailbox.TryLoad(number) ? mailbox.Chunk.Presence : 0;
            var gone = set[word] & ~here;
            var left = set[word] & here;
            foreach (ref readonly var test in tests)
            {
                left = left == 0 ? 0 : Filter(mailbox, number, test, left);
            }

            set[word] = left | (gone == 0 ? 0 : Gone(mailbox, number, tests, gone));
        }

        return set;
    }

    private static ulong Filter(ISearchedMailbox mailbox, uint number, in SlotTest test, ulong bits)
    {
        var kept = 0UL;
        var slots = mailbox.Chunk.UsedSlots(out var used);
        if (test.Node.Kind == SearchNodeKind.Keyword)
        {
            for (var left = bits; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                ref readonly var slot = ref slots[BitOperations.PopCount(used & ((1UL << bit) - 1))];
                kept |= mailbox.HasKeyword(SlotChunk.UidOf(number, bit), slot, test.Node.Keyword) != test.IsNot ? 1UL << bit : 0;
            }

            return kept;
        }

        for (var left = bits; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            kept |= test.Holds(slots[BitOperations.PopCount(used & ((1UL << bit) - 1))]) ? 1UL << bit : 0;
        }

        return kept;
    }

    private static ulong Gone(ISearchedMailbox mailbox, uint number, ReadOnlySpan<SlotTest> tests, ulong bits)
    {
        for (var left = bits; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            var uid = SlotChunk.UidOf(number, bit);
            var holds = mailbox.TryFindGone(uid, out var slot);
            for (var at = 0; at < tests.Length && holds; at++)
            {
                holds = tests[at].Node.Kind == SearchNodeKind.Keyword
                    ? mailbox.HasKeyword(uid, slot, tests[at].Node.Keyword) != tests[at].IsNot
                    : tests[at].Holds(slot);
            }

            bits &= holds ? ulong.MaxValue : ~(1UL << bit);
        }

        return bits;
    }
}
