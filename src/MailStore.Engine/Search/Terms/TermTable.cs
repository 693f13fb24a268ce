using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MailStore.Engine.Search.Terms;

/// <summary>
/// Terms of the messages of a segment that is being made, and which message has which: an open hash table over octets, and a list
/// of terms by message, so that a term costs no allocation and a message that has it again costs nothing at all. Short terms, which are
/// nearly all, lie in the entry that counts them: to find one takes a look at a slot and a look at an entry.
/// </summary>
internal sealed class TermTable
{
    /// <summary>Octets that may be read behind a term that is added.</summary>
    public const int Slack = 2 * sizeof(ulong);

    private const int ShortMax = 2 * sizeof(ulong);
    private const int SlotsMin = 1 << 12;
    private const int NumberBits = 26;
    private const uint NumberMask = (1 << NumberBits) - 1;

    // More of them are too much, whatever memory there is.
    private const int TermsMax = 1 << (NumberBits - 1);
    private const int BatchTerms = 256;

    // Few enough for them to stay in the processor's first cache.
    private const int SeenBits = 10;
    private const int SeenTerms = 1 << SeenBits;

    // Of the sorting: a key, a place and an end for each term.
    private const int SortBytesOfTerm = 16;

    private static readonly ulong s_seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong s_seedOfNext = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong s_factor = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private readonly SeenTerm[] _seen = new SeenTerm[SeenTerms];
    private readonly WaitingTerm[] _batch = new WaitingTerm[BatchTerms];

    // Of the octets 8 to 15 of a term of so many; eight further on, of the octets 0 to 7.
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0,
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    // The highest bits of a term's hash above its number, which counts from 1.
    private uint[] _slots = new uint[SlotsMin];
    private Entry[] _entries = new Entry[SlotsMin / 2];
    private byte[] _octets = new byte[1 << 12];
    private int[] _log = new int[1 << 12];
    private readonly List<int> _logEnds = [];
    private int _message;
    private int _count;
    private int _octetsUsed;
    private int _logUsed;

    /// <summary>Terms.</summary>
    public int Count => _count;

    /// <summary>Memory that it takes, with what <see cref="Sort"/> will take for a while.</summary>
    public long Bytes => _count >= TermsMax ? long.MaxValue / 64 :
        _octets.Length + (_slots.Length * 4L) + (_entries.Length * (long)Unsafe.SizeOf<Entry>()) + (_log.Length * 4L) + (_logUsed * 4L) + (_count * (long)SortBytesOfTerm);

    public void Clear()
    {
        Array.Clear(_slots);
        _logEnds.Clear();
        Array.Clear(_seen);
        (_count, _octetsUsed, _logUsed, _message) = (0, 0, 0, 0);
    }

    /// <summary>Of the message that is being read.</summary>
    /// <param name="padded">The term, with <see cref="Slack"/> behind it that means nothing.</param>
    /// <param name="length">Octets of the term.</param>
    public void Add(ReadOnlySpan<byte> padded, int length)
    {
        var term = new WaitingTerm();
        Read(padded, 0, length, ref term);
        Add(term, padded);
    }

    /// <summary>
    /// Many terms at a time, of the message that is being read. Two of three were in the message already, which a small table tells; for
    /// the others all that has to be looked at is asked for before any of it is waited for.
    /// </summary>
    /// <param name="text">Where they lie, with <see cref="Slack"/> behind.</param>
    /// <param name="starts">Where each begins.</param>
    /// <param name="ends">Behind the last octet of each; one of nothing is passed over.</param>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        ends = ends[..starts.Length];
        for (var from = 0; from < starts.Length; from += BatchTerms)
        {
            var count = Sift(text, starts[from..], ends[from..]);
            AddBatch(count, text);
        }
    }

    /// <summary>Puts terms into the batch that the message did not have lately.</summary>
    /// <returns>How many.</returns>
    private int Sift(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        // Without branches: which terms these are is nothing that a processor could guess. And with nothing but the count from one to the
        // next, so that it works on several at a time: what a term is told by is not read back from the batch.
        var (seenTerms, batch, count) = (_seen, _batch, 0);
        var message = (ulong)(_message + 1) << 32;
        for (var at = 0; at < starts.Length && at < ends.Length && at < BatchTerms; at++)
        {
            var (start, length) = (starts[at], ends[at] - starts[at]);
            var octets = text.Slice(start, length + Slack);
            var (front, next) = FrontOf(octets, length);
            var hash = Hash(front, next, octets, length);
            var key = message | (uint)length;
            ref var seen = ref seenTerms[hash >> (32 - SeenBits)];
            var isSeen = (seen.Front == front) & (seen.Next == next) & (seen.Key == key) & (length <= ShortMax);
            (seen.Front, seen.Next, seen.Key) = (front, next, key);
            ref var waiting = ref batch[count];
            (waiting.Front, waiting.Next, waiting.Hash, waiting.Start, waiting.Length) = (front, next, hash, start, length);
            count += isSeen | (length == 0) ? 0 : 1;
        }

        return count;
    }

    private void AddBatch(int count, ReadOnlySpan<byte> text)
    {
        var (slots, entries) = (_slots, _entries);
        var batch = _batch.AsSpan(0, count);
        var mask = slots.Length - 1;
        foreach (ref var waiting in batch)
        {
            waiting.Held = (int)(slots[(int)waiting.Hash & mask] & NumberMask);
        }

        _ = Touch(batch, entries);
        foreach (ref readonly var waiting in batch)
        {
            Add(waiting, text[waiting.Start..]);
        }
    }

    // By itself, so that nobody sees that what it returns is not needed, but that it was looked at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Touch(ReadOnlySpan<WaitingTerm> batch, Entry[] entries)
    {
        var touched = 0;
        foreach (ref readonly var waiting in batch)
        {
            // Half of them lie in two lines of the cache.
            ref readonly var entry = ref entries[waiting.Held];
            touched ^= (int)entry.Front ^ entry.Messages;
        }

        return touched;
    }

    private void Add(in WaitingTerm term, ReadOnlySpan<byte> padded)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)term.Hash & mask; ; slot = (slot + 1) & mask)
        {
            var held = slots[slot];
            if (held == 0)
            {
                Log(Insert(slot, term, padded[..term.Length]));
                return;
            }

            var number = (int)(held & NumberMask);
            if (((held ^ term.Hash) & ~NumberMask) == 0 && IsSame(ref _entries[number], term, padded))
            {
                ref var entry = ref _entries[number];
                if (entry.LastMessage != _message)
                {
                    entry.LastMessage = _message;
                    entry.Messages++;
                    Log(number);
                }

                return;
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> text, int start, int length, ref WaitingTerm term)
    {
        var octets = text.Slice(start, length + Slack);
        (term.Front, term.Next) = FrontOf(octets, length);
        term.Start = start;
        term.Length = length;
        term.Hash = Hash(term.Front, term.Next, octets, length);
    }

    /// <summary>The first octets of a term, zeros behind a short one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Front, ulong Next) FrontOf(ReadOnlySpan<byte> octets, int length)
    {
        var place = Math.Min(length, ShortMax);
        ref var first = ref MemoryMarshal.GetReference(octets);
        return (Unsafe.ReadUnaligned<ulong>(ref first) & Masks[place + sizeof(ulong)],
            Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, sizeof(ulong))) & Masks[place]);
    }

    /// <summary>The message ends, and the next one begins.</summary>
    public void EndMessage()
    {
        _logEnds.Add(_logUsed);
        _message++;
    }

    /// <summary>All terms in the order of their octets, each with the messages that have it, ascending. Good until the room is used again.</summary>
    public SortedTerms Sort(SortRoom room)
    {
        room.Reserve(_count + 1, _logUsed);
        var ends = room.Ends.AsSpan(0, _count + 1);
        for (int number = 1, start = 0; number < ends.Length; number++)
        {
            ends[number] = start;
            start += _entries[number].Messages;
        }

        var messages = room.Messages;
        for (int message = 0, at = 0; message < _logEnds.Count; message++)
        {
            for (; at < _logEnds[message]; at++)
            {
                messages[ends[_log[at]]++] = message;
            }
        }

        var keys = room.Keys.AsSpan(0, _count);
        var order = room.Order.AsSpan(0, _count);
        for (var at = 0; at < keys.Length; at++)
        {
            (keys[at], order[at]) = (BinaryPrimitives.ReverseEndianness(_entries[at + 1].Front), at + 1);
        }

        keys.Sort(order);
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && keys[to] == keys[from]; to++)
            {
            }

            if (to - from > 1)
            {
                order[from..to].Sort(new ByOctets(this));
            }
        }

        return new(this, room, _count);
    }

    internal ReadOnlySpan<byte> TermOf(int number)
    {
        ref readonly var entry = ref _entries[number];
        return entry.Length <= ShortMax
            ? MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in entry, 1))[..entry.Length]
            : _octets.AsSpan(entry.Start, entry.Length);
    }

    internal int MessagesOf(int number) => _entries[number].Messages;

    private bool IsSame(ref Entry entry, in WaitingTerm term, ReadOnlySpan<byte> padded) =>
        entry.Front == term.Front && entry.Next == term.Next && entry.Length == term.Length
        && (term.Length <= ShortMax || _octets.AsSpan(entry.Start, term.Length).SequenceEqual(padded[..term.Length]));

    // Whoever sends mail chooses the terms: without a secret they would choose such as fall on one slot, and a mail would cost hours.
    private static uint Hash(ulong front, ulong next, ReadOnlySpan<byte> octets, int length)
    {
        var hash = Mix(front ^ s_seed, next ^ s_seedOfNext ^ (ulong)length);
        for (var at = ShortMax; at < length; at += sizeof(ulong))
        {
            // The last word may reach back into the one before.
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(octets[Math.Min(at, length - sizeof(ulong))..]), s_factor);
        }

        return (uint)(hash >> 32) ^ (uint)hash;
    }

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private void Log(int number)
    {
        if (_logUsed == _log.Length)
        {
            Array.Resize(ref _log, _log.Length * 2);
        }

        _log[_logUsed++] = number;
    }

    private int Insert(int slot, in WaitingTerm term, ReadOnlySpan<byte> octets)
    {
        // The first entry is nobody's: an empty slot leads to it.
        var number = ++_count;
        if (number == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        _entries[number] = new() { Front = term.Front, Next = term.Next, Start = _octetsUsed, Length = term.Length, LastMessage = _message, Messages = 1 };
        if (octets.Length > ShortMax)
        {
            Keep(octets);
        }

        _slots[slot] = (term.Hash & ~NumberMask) | (uint)number;
        if (_count * 5L >= _slots.Length * 3L)
        {
            Grow();
        }

        return number;
    }

    private void Keep(ReadOnlySpan<byte> term)
    {
        if (_octetsUsed + term.Length > _octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _octetsUsed + term.Length));
        }

        term.CopyTo(_octets.AsSpan(_octetsUsed));
        _octetsUsed += term.Length;
    }

    private void Grow()
    {
        var slots = new uint[_slots.Length * 2];
        var mask = slots.Length - 1;
        for (var number = 1; number <= _count; number++)
        {
            ref readonly var entry = ref _entries[number];
            var hash = Hash(entry.Front, entry.Next, entry.Length <= ShortMax ? default : _octets.AsSpan(entry.Start, entry.Length), entry.Length);
            var slot = (int)hash & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = (hash & ~NumberMask) | (uint)number;
        }

        _slots = slots;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        // The first octets of the term, zeros behind a short one.
        public ulong Front;
        public ulong Next;
        public int Start;
        public int Length;
        public int LastMessage;
        public int Messages;
    }

    // A term that is on its way into the table.
    private struct WaitingTerm
    {
        public ulong Front;
        public ulong Next;
        public int Held;
        public uint Hash;
        public int Start;
        public int Length;
    }

    // A short term; the message that had it, counted from 1, above its length.
    private struct SeenTerm
    {
        public ulong Front;
        public ulong Next;
        public ulong Key;
    }

    private readonly struct ByOctets(TermTable terms) : IComparer<int>
    {
        public int Compare(int left, int right) => terms.TermOf(left).SequenceCompareTo(terms.TermOf(right));
    }
}
