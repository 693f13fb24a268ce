using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace MailStore.Engine.Search.Terms;

/// <summary>
/// Terms of the messages of a segment that is being made, and which message has which: an open hash table over octets, and a list
/// of terms by message, so that a term costs no allocation and a message that has it again costs nothing at all.
/// </summary>
internal sealed class TermTable
{
    private const int SlotsMin = 1 << 12;

    private static readonly ulong s_seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong s_factor = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private int[] _slots = new int[SlotsMin];
    private Entry[] _entries = new Entry[SlotsMin / 2];
    private byte[] _octets = new byte[1 << 16];
    private int[] _log = new int[1 << 14];
    private readonly List<int> _logEnds = [];
    private int _count;
    private int _octetsUsed;
    private int _logUsed;

    /// <summary>Terms.</summary>
    public int Count => _count;

    /// <summary>Memory that it takes, with what <see cref="Sort"/> will take for a while.</summary>
    public long Bytes => _octets.Length + (_slots.Length * 4L) + (_entries.Length * (long)Unsafe.SizeOf<Entry>()) + (_log.Length * 4L) + (_logUsed * 4L) + (_count * 12L);

    private int Message => _logEnds.Count;

    public void Clear()
    {
        Array.Clear(_slots);
        _logEnds.Clear();
        (_count, _octetsUsed, _logUsed) = (0, 0, 0);
    }

    /// <summary>Of the message that is being read.</summary>
    public void Add(ReadOnlySpan<byte> term)
    {
        var hash = Hash(term);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var number = _slots[slot] - 1;
            if (number < 0)
            {
                number = Insert(slot, hash, term);
                Log(number);
                return;
            }

            ref var entry = ref _entries[number];
            if (entry.Hash == hash && entry.Length == term.Length && _octets.AsSpan(entry.Start, entry.Length).SequenceEqual(term))
            {
                if (entry.LastMessage != Message)
                {
                    entry.LastMessage = Message;
                    entry.Messages++;
                    Log(number);
                }

                return;
            }
        }
    }

    /// <summary>The message ends, and the next one begins.</summary>
    public void EndMessage() => _logEnds.Add(_logUsed);

    /// <summary>All terms in the order of their octets, each with the messages that have it, ascending.</summary>
    public SortedTerms Sort()
    {
        var starts = new int[_count + 1];
        for (var number = 0; number < _count; number++)
        {
            starts[number + 1] = starts[number] + _entries[number].Messages;
        }

        var messages = new int[_logUsed];
        var next = starts.AsSpan(0, _count).ToArray();
        for (int message = 0, at = 0; message < _logEnds.Count; message++)
        {
            for (; at < _logEnds[message]; at++)
            {
                messages[next[_log[at]]++] = message;
            }
        }

        var (keys, order) = (new ulong[_count], new int[_count]);
        for (var number = 0; number < _count; number++)
        {
            (keys[number], order[number]) = (KeyOf(TermOf(number)), number);
        }

        Array.Sort(keys, order);
        for (int from = 0, to; from < _count; from = to)
        {
            for (to = from + 1; to < _count && keys[to] == keys[from]; to++)
            {
            }

            if (to - from > 1)
            {
                order.AsSpan(from, to - from).Sort((left, right) => TermOf(left).SequenceCompareTo(TermOf(right)));
            }
        }

        return new(this, order, starts, messages);
    }

    internal ReadOnlySpan<byte> TermOf(int number) => _octets.AsSpan(_entries[number].Start, _entries[number].Length);

    private static ulong KeyOf(ReadOnlySpan<byte> term)
    {
        if (term.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(term);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        term.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    // Whoever sends mail chooses the terms: without a secret they would choose such as fall on one slot, and a mail would cost hours.
    private static uint Hash(ReadOnlySpan<byte> term)
    {
        var hash = Mix(s_seed ^ (ulong)term.Length);
        while (term.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(term));
            term = term[sizeof(ulong)..];
        }

        var last = 0UL;
        foreach (var octet in term)
        {
            last = (last << 8) | octet;
        }

        return (uint)Mix(hash ^ last);
    }

    private static ulong Mix(ulong word)
    {
        var high = Math.BigMul(word, s_factor, out var low);
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

    private int Insert(int slot, uint hash, ReadOnlySpan<byte> term)
    {
        if (_octetsUsed + term.Length > _octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _octetsUsed + term.Length));
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        term.CopyTo(_octets.AsSpan(_octetsUsed));
        _entries[_count] = new() { Hash = hash, Start = _octetsUsed, Length = term.Length, LastMessage = Message, Messages = 1 };
        _octetsUsed += term.Length;
        _slots[slot] = ++_count;
        if (_count * 2 >= _slots.Length)
        {
            Grow();
        }

        return _count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var number = 0; number < _count; number++)
        {
            var slot = (int)_entries[number].Hash & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = number + 1;
        }
    }

    private struct Entry
    {
        public uint Hash;
        public int Start;
        public int Length;
        public int LastMessage;
        public int Messages;
    }
}
