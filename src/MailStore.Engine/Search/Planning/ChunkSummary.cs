using System.Numerics;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Planning;

/// <summary>What 64 slots have in common, as of one mod-sequence: for most searches that is the answer, without a look at the slots.</summary>
internal sealed class ChunkSummary
{
    private readonly ulong[] _flags = new ulong[BitOperations.Log2((uint)SystemFlags.All) + 1];
    private readonly Bounds[] _bounds = new Bounds[(int)SearchNodeKind.ThreadId + 1];
    private ulong _anyKeywords;
    private ulong _allKeywords = ulong.MaxValue;
    private bool _hasMoreKeywords;

    private ChunkSummary(SlotChunk chunk)
    {
        (MaxModSeq, Known) = (chunk.MaxModSeq, chunk.Presence);
        Array.Fill(_bounds, new(long.MaxValue, long.MinValue));
        for (var left = Known; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            ref readonly var slot = ref chunk.At(bit);
            for (var flag = 0; flag < _flags.Length; flag++)
            {
                _flags[flag] |= (ulong)((int)slot.System >> flag & 1) << bit;
            }

            foreach (var kind in SlotTest.Numbers)
            {
                ref var bounds = ref _bounds[(int)kind];
                var number = SlotTest.NumberOf(kind, slot);
                bounds = new(Math.Min(bounds.Low, number), Math.Max(bounds.High, number));
            }

            _anyKeywords |= slot.Keywords;
            _allKeywords &= slot.Keywords;
            _hasMoreKeywords |= slot.HasMoreKeywords;
        }
    }

    /// <summary>Of the chunk itself. A chunk that has another one is not this one any more.</summary>
    public ModSeq MaxModSeq { get; }

    /// <summary>Messages that were there.</summary>
    public ulong Known { get; }

    public static ChunkSummary Of(SlotChunk chunk) => new(chunk);

    /// <summary>Which messages hold. False if they differ, so that slots have to be looked at.</summary>
    public bool TryAnswer(in SlotTest test, out ulong holds)
    {
        var isTold = test.Node.Kind switch
        {
            SearchNodeKind.Flags => TryFlags(test.Node.Flags, out holds),
            SearchNodeKind.Keyword => TryKeyword(test.Node.Keyword, out holds),
            _ => TryNumber(test.Node, out holds),
        };
        holds = test.IsNot ? ~holds : holds;
        return isTold;
    }

    private bool TryFlags(SystemFlags flags, out ulong holds)
    {
        holds = 0;
        for (var left = (uint)(flags & SystemFlags.All); left != 0; left &= left - 1)
        {
            holds |= _flags[BitOperations.TrailingZeroCount(left)];
        }

        return true;
    }

    private bool TryKeyword(int keyword, out ulong holds)
    {
        holds = 0;
        if (keyword is < 0 or >= KeywordBits.WordCount)
        {
            return keyword < 0 || !_hasMoreKeywords;
        }

        holds = (_allKeywords >> keyword & 1) != 0 ? ulong.MaxValue : 0;
        return holds != 0 || (_anyKeywords >> keyword & 1) == 0;
    }

    private bool TryNumber(SearchNode node, out ulong holds)
    {
        var bounds = _bounds[(int)node.Kind];
        holds = bounds.Low >= node.Low && bounds.High <= node.High ? ulong.MaxValue : 0;
        return holds != 0 || bounds.High < node.Low || bounds.Low > node.High;
    }

    private readonly record struct Bounds(long Low, long High);
}
