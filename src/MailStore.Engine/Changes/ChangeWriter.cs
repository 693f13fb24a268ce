using System.Buffers.Binary;
using System.Text;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>
/// Writes the octets of one change, or of one record, after the other: the writer's thread owns one and begins it anew each
/// time, so that nothing is allocated once it has grown.
/// </summary>
internal sealed class ChangeWriter
{
    private byte[] _octets = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _octets.AsSpan(0, _length);

    /// <summary>Forgets what was written before.</summary>
    public void Begin() => _length = 0;

    public void Begin(ChangeKind kind)
    {
        _length = 0;
        Byte((byte)kind);
    }

    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Seven bits an octet, the low ones first; the top bit says that more follow.</summary>
    public void Varint(ulong value)
    {
        var into = Take(10);
        var count = 0;
        while (value >= 0x80)
        {
            into[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        into[count++] = (byte)value;
        _length -= 10 - count;
    }

    /// <summary>Numbers near zero are short, whatever their sign.</summary>
    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>Length and octets.</summary>
    public void Octets(ReadOnlySpan<byte> octets)
    {
        Varint((ulong)octets.Length);
        octets.CopyTo(Take(octets.Length));
    }

    /// <summary>The octets alone.</summary>
    public void Raw(ReadOnlySpan<byte> octets) => octets.CopyTo(Take(octets.Length));

    /// <summary>Length and text in UTF-8.</summary>
    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    /// <summary>A count, then of each range the gap to the one before and what follows its first UID.</summary>
    public void Uids(UidSet uids)
    {
        Varint((ulong)uids.Ranges.Length);
        var end = 0u;
        foreach (var range in uids.Ranges)
        {
            Varint(range.First.Value - end);
            Varint(range.Last.Value - range.First.Value);
            end = range.Last.Value;
        }
    }

    /// <summary>To the second, with its offset from UTC in minutes.</summary>
    public void Date(DateTimeOffset date)
    {
        Signed(date.ToUnixTimeSeconds());
        Signed((long)date.Offset.TotalMinutes);
    }

    /// <summary>The word of the first keywords, a count, and the numbers of the others.</summary>
    public void Keywords(in KeywordBits keywords)
    {
        Varint(keywords.Word);
        Varint((ulong)keywords.Rest.Length);
        foreach (var number in keywords.Rest)
        {
            Varint(number);
        }
    }

    private Span<byte> Take(int count)
    {
        if (_octets.Length - _length < count)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _length + count));
        }

        _length += count;
        return _octets.AsSpan(_length - count, count);
    }
}
