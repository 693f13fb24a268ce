using System.Runtime.CompilerServices;

namespace MailStore.Mime.Decoding;

/// <summary>A few octets that are held back: undecided ones, and decided ones that found no room yet, which go first.</summary>
internal struct HeldOctets
{
    /// <summary>RFC 5322 §2.1.1 lets a line have 998 octets.</summary>
    public const int LengthMax = 1000;

    private Block _octets;
    private int _start;
    private int _decided;
    private int _end;

    public readonly bool IsEmpty => _start == _end;

    public readonly bool IsFull => _end == LengthMax;

    public readonly int Length => _end - _start;

    public readonly byte First => _octets[_start];

    public readonly byte Last => _octets[_end - 1];

    public readonly bool HasDecided => _start < _decided;

    public void Clear() => (_start, _decided, _end) = (0, 0, 0);

    public void Add(byte octet) => _octets[_end++] = octet;

    /// <summary>Takes octets away from the end.</summary>
    public void Drop(int count) => _end -= count;

    public void Decide() => _decided = _end;

    /// <summary>Hands over what is decided. False if the room is too small for all of it.</summary>
    public bool Drain(ref DecodeCursor cursor)
    {
        while (_start < _decided)
        {
            if (cursor.Room.IsEmpty)
            {
                return false;
            }

            cursor.Room[0] = _octets[_start++];
            cursor.Take(0, 1);
        }

        Clear();
        return true;
    }

    [InlineArray(LengthMax)]
    private struct Block
    {
        private byte _first;
    }
}
