using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Segments;

/// <summary>
/// The messages of a segment: they are numbered from 0 in the order of their UIDs. On disk, for each 64 UIDs that have any, which 64 u32
/// and a bit for each u64.
/// </summary>
internal sealed class DocumentTable
{
    private const int EntryBytes = 12;

    private readonly uint[] _chunks;
    private readonly ulong[] _words;
    private readonly int[] _before;

    private DocumentTable(uint[] chunks, ulong[] words)
    {
        (_chunks, _words, _before) = (chunks, words, new int[chunks.Length]);
        for (var at = 0; at < chunks.Length; at++)
        {
            _before[at] = Count;
            Count += BitOperations.PopCount(words[at]);
        }
    }

    public int Count { get; }

    public ReadOnlySpan<uint> Chunks => _chunks;

    public static DocumentTable Of(ReadOnlySpan<Uid> uids)
    {
        var (chunks, words) = (new List<uint>(), new List<ulong>());
        foreach (var uid in uids)
        {
            if (chunks.Count == 0 || chunks[^1] != SlotChunk.NumberOf(uid))
            {
                chunks.Add(SlotChunk.NumberOf(uid));
                words.Add(0);
            }

            words[^1] |= 1UL << SlotChunk.BitOf(uid);
        }

        return new([.. chunks], [.. words]);
    }

    public static DocumentTable Read(ReadOnlySpan<byte> octets)
    {
        var count = octets.Length / EntryBytes;
        var (chunks, words) = (new uint[count], new ulong[count]);
        for (var at = 0; at < count; at++)
        {
            chunks[at] = BinaryPrimitives.ReadUInt32LittleEndian(octets[(at * EntryBytes)..]);
            words[at] = BinaryPrimitives.ReadUInt64LittleEndian(octets[((at * EntryBytes) + 4)..]);
        }

        return new(chunks, words);
    }

    public byte[] ToOctets()
    {
        var octets = new byte[_chunks.Length * EntryBytes];
        for (var at = 0; at < _chunks.Length; at++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(at * EntryBytes), _chunks[at]);
            BinaryPrimitives.WriteUInt64LittleEndian(octets.AsSpan((at * EntryBytes) + 4), _words[at]);
        }

        return octets;
    }

    public ulong WordAt(int place) => _words[place];

    /// <summary>Of the message that is the n-th chunk's bit.</summary>
    public int NumberOf(int place, int bit) => _before[place] + BitOperations.PopCount(_words[place] & ((1UL << bit) - 1));

    /// <summary>The bits of a set of numbers that are of the n-th chunk, each where its UID is.</summary>
    public ulong Deposit(ReadOnlySpan<ulong> set, int place)
    {
        var (before, word) = (_before[place], _words[place]);
        var bits = set[before >> 6] >> before;
        if ((before & 63) != 0 && (before >> 6) + 1 < set.Length)
        {
            bits |= set[(before >> 6) + 1] << (64 - (before & 63));
        }

        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(bits, word);
        }

        var deposited = 0UL;
        for (; word != 0; word &= word - 1, bits >>= 1)
        {
            deposited |= (bits & 1) * (word & (~word + 1));
        }

        return deposited;
    }

    /// <summary>All UIDs, by number.</summary>
    public Uid[] ToUids()
    {
        var (uids, used) = (new Uid[Count], 0);
        for (var at = 0; at < _chunks.Length; at++)
        {
            for (var left = _words[at]; left != 0; left &= left - 1)
            {
                uids[used++] = SlotChunk.UidOf(_chunks[at], BitOperations.TrailingZeroCount(left));
            }
        }

        return uids;
    }
}
