using System.Numerics;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Planning;

/// <summary>Goes through the slots of messages once, with all the tests that have to hold.</summary>
internal sealed class SlotScan(ISearchedMailbox mailbox, MessageDomain domain, SlotTest[] tests)
{
    private const int WordsPerLook = 256;

    private readonly PageRecord _page = new();
    private uint _pageNumber = uint.MaxValue;
    private uint _number;
    private bool _isLoaded;

    public ulong[] Run(ReadOnlySpan<ulong> within, CancellationToken cancellation)
    {
        var set = within.ToArray();
        for (var word = 0; word < set.Length; word++)
        {
            if (word % WordsPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            set[word] = set[word] == 0 ? 0 : Look(domain.Chunks[word], set[word]);
        }

        return set;
    }

    private ulong Look(uint number, ulong bits)
    {
        (_number, _isLoaded) = (number, false);
        var summary = Summary();
        var gone = bits & ~(summary?.Known & Presence() ?? 0);
        var left = bits & ~gone;
        foreach (ref readonly var test in tests.AsSpan())
        {
            if (left != 0)
            {
                left = summary!.TryAnswer(test, out var holds) ? left & holds : Filter(test, left);
            }
        }

        return left | (gone == 0 ? 0 : Gone(gone));
    }

    // A summary is good while its chunk has the mod-sequence that it had: it was read out of the chunk itself, and the page of the
    // chunk never says less. Nothing changes in a slot without one.
    private ChunkSummary? Summary()
    {
        if (_pageNumber != _number / PageRecord.Chunks)
        {
            _pageNumber = _number / PageRecord.Chunks;
            mailbox.TryLoad(_pageNumber, _page);
        }

        var summary = mailbox.Summaries.Find(_number);
        if (summary is null || summary.MaxModSeq != _page.MaxModSeq((int)(_number % PageRecord.Chunks)))
        {
            if (!Load())
            {
                return null;
            }

            // The chunk may be in the midst of a command that brings or changes several messages under one mod-sequence: the page has
            // it when all is done, and until then the summary is for this look alone.
            summary = ChunkSummary.Of(mailbox.Chunk);
            if (summary.MaxModSeq == _page.MaxModSeq((int)(_number % PageRecord.Chunks)))
            {
                mailbox.Summaries.Set(_number, summary);
            }
        }

        return summary;
    }

    // What went meanwhile is found where it is kept: its flags may be newer there.
    private ulong Presence() => _isLoaded ? mailbox.Chunk.Presence : _page.Presence[(int)(_number % PageRecord.Chunks)];

    private bool Load()
    {
        _isLoaded = _isLoaded || mailbox.TryLoad(_number);
        return _isLoaded;
    }

    private ulong Filter(in SlotTest test, ulong bits)
    {
        if (!Load())
        {
            return Gone(bits);
        }

        var gone = bits & ~mailbox.Chunk.Presence;
        var kept = gone == 0 ? 0 : Gone(gone);
        var slots = mailbox.Chunk.UsedSlots(out var used);
        for (var left = bits & ~gone; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            ref readonly var slot = ref slots[BitOperations.PopCount(used & ((1UL << bit) - 1))];
            var holds = test.Node.Kind == SearchNodeKind.Keyword
                ? mailbox.HasKeyword(SlotChunk.UidOf(_number, bit), slot, test.Node.Keyword) != test.IsNot
                : test.Holds(slot);
            kept |= holds ? 1UL << bit : 0;
        }

        return kept;
    }

    private ulong Gone(ulong bits)
    {
        for (var left = bits; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            var uid = SlotChunk.UidOf(_number, bit);
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
