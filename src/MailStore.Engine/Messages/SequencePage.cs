using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MailStore.Engine.Messages;

/// <summary>
/// Which of 4,096 UIDs that follow each other exist: 64 words of presence, one a chunk, and how many messages lie before each.
/// It is changed only by the <see cref="SequenceEditor"/> that made it, before any reader has it.
/// </summary>
internal sealed class SequencePage
{
    public const int UidBits = 12;
    public const int Uids = 1 << UidBits;
    public const int Words = Uids / SlotChunk.Uids;

    private WordArray _words;
    private CountArray _before;

    /// <summary>Messages of the page.</summary>
    public int Count { get; private set; }

    /// <summary>Which edit may change it in place.</summary>
    public long Edition { get; init; }

    public ulong this[int word] => _words[word];

    public static SequencePage Of(ReadOnlySpan<ulong> words, long edition = 0)
    {
        var page = new SequencePage { Edition = edition };
        words.CopyTo(page._words);
        page.Recount(0);
        return page;
    }

    public SequencePage Copy(long edition) => new() { Edition = edition, _words = _words, _before = _before, Count = Count };

    public bool Has(int place) => (_words[place >> SlotChunk.UidBits] >> (place & (SlotChunk.Uids - 1)) & 1) != 0;

    /// <summary>Place of the n-th message of the page, from 0.</summary>
    public int PlaceOf(int nth)
    {
        var word = 0;
        for (var step = Words / 2; step > 0; step /= 2)
        {
            // The last word that has no more messages before it; without a branch, as in Search.
            word += step & ~((nth - _before[word + step]) >> 31);
        }

        return (word << SlotChunk.UidBits) | BitAt(_words[word], nth - _before[word]);
    }

    /// <summary>Messages before a place.</summary>
    public int CountBefore(int place)
    {
        var word = place >> SlotChunk.UidBits;
        return _before[word] + BitOperations.PopCount(_words[word] & ((1UL << place) - 1));
    }

    public void Add(int place)
    {
        _words[place >> SlotChunk.UidBits] |= 1UL << place;
        for (var word = (place >> SlotChunk.UidBits) + 1; word < Words; word++)
        {
            _before[word]++;
        }

        Count++;
    }

    /// <summary>Other bits for one word; the counts behind it are right after <see cref="Recount"/>.</summary>
    public void SetWord(int word, ulong bits) => _words[word] = bits;

    public void Recount(int fromWord)
    {
        var count = (int)_before[fromWord];
        for (var word = fromWord; word < Words; word++)
        {
            _before[word] = (ushort)count;
            count += BitOperations.PopCount(_words[word]);
        }

        Count = count;
    }

    /// <summary>Place of the n-th bit that is set, from 0.</summary>
    private static int BitAt(ulong word, int nth)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << nth, word));
        }

        for (; nth > 0; nth--)
        {
            word &= word - 1;
        }

        return BitOperations.TrailingZeroCount(word);
    }

    [InlineArray(Words)]
    private struct WordArray
    {
        private ulong _first;
    }

    [InlineArray(Words)]
    private struct CountArray
    {
        private ushort _first;
    }
}
