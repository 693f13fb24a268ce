using System.Numerics;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Planning;

/// <summary>
/// All messages that a search is about, as words of 64 UIDs each; words without a message are not there. A set of messages is an
/// array with a word for each of these, so that sets are joined and cut 64 messages at a step.
/// </summary>
internal sealed class MessageDomain
{
    private readonly uint[] _chunks;

    private MessageDomain(uint[] chunks, ulong[] all)
    {
        _chunks = chunks;
        All = all;
    }

    /// <summary>The set of all of them.</summary>
    public ulong[] All { get; }

    public int Words => All.Length;

    /// <summary>By word: which 64 UIDs it is of.</summary>
    public ReadOnlySpan<uint> Chunks => _chunks;

    public static MessageDomain Of(UidSequence sequence)
    {
        var chunks = new List<uint>(sequence.Count / SlotChunk.Uids + 1);
        var words = new List<ulong>(sequence.Count / SlotChunk.Uids + 1);
        for (var chunk = sequence.NextChunk(0); chunk != UidSequence.NoChunk; chunk = sequence.NextChunk(chunk + 1))
        {
            chunks.Add(chunk);
            words.Add(sequence.WordOf(chunk));
        }

        return new([.. chunks], [.. words]);
    }

    public static long Count(ReadOnlySpan<ulong> set)
    {
        var count = 0L;
        foreach (var word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public static bool IsEmpty(ReadOnlySpan<ulong> set) => set.IndexOfAnyExcept(0UL) < 0;

    public ulong[] None() => new ulong[Words];

    /// <summary>The first word that is of this chunk or a later one.</summary>
    public int WordFrom(uint chunk)
    {
        var place = Array.BinarySearch(_chunks, chunk);
        return place < 0 ? ~place : place;
    }

    public ulong[] Of(UidSet uids)
    {
        var set = None();
        foreach (var range in uids.Ranges)
        {
            var last = SlotChunk.NumberOf(range.Last);
            for (var word = WordFrom(SlotChunk.NumberOf(range.First)); word < Words && _chunks[word] <= last; word++)
            {
                set[word] |= All[word] & UidSequence.Mask(_chunks[word], range);
            }
        }

        return set;
    }

    public UidSet ToUids(ReadOnlySpan<ulong> set)
    {
        var builder = new UidSetBuilder();
        for (var word = 0; word < set.Length; word++)
        {
            UidSequence.Collect(_chunks[word], set[word], builder);
        }

        return builder.ToSet();
    }
}
