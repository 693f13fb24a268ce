using System.Buffers.Binary;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>
/// Reads what <see cref="ChangeWriter"/> wrote. The octets come out of a frame or a record whose checksum was right, so a
/// fault here means that another program, or a newer version of this one, wrote them: <see cref="InvalidDataException"/>.
/// </summary>
internal ref struct ChangeReader(ReadOnlySpan<byte> octets)
{
    private readonly ReadOnlySpan<byte> _octets = octets;
    private int _at;

    public readonly bool IsAtEnd => _at == _octets.Length;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _octets[_at..];

    public ChangeKind Kind() => (ChangeKind)Byte();

    public byte Byte() => Take(1)[0];

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var octet = Byte();
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public uint UInt32()
    {
        var value = Varint();
        return value <= uint.MaxValue ? (uint)value : throw Malformed();
    }

    /// <summary>A count of things that follow, each of at least one octet.</summary>
    public int Count()
    {
        var value = Varint();
        return value <= (ulong)(_octets.Length - _at) ? (int)value : throw Malformed();
    }

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public ReadOnlySpan<byte> Octets() => Take(Count());

    public ReadOnlySpan<byte> Raw(int count) => Take(count);

    public string Text() => Encoding.UTF8.GetString(Octets());

    public UidSet Uids()
    {
        var builder = new UidSetBuilder();
        var end = 0UL;
        for (var count = Count(); count > 0; count--)
        {
            var first = end + Varint();
            end = first + Varint();
            if (first == 0 || end > uint.MaxValue)
            {
                throw Malformed();
            }

            builder.Add(new UidRange((uint)first, (uint)end));
        }

        return builder.ToSet();
    }

    public MailboxName MailboxName() => Abstractions.Mailboxes.MailboxName.TryCreate(Text(), out var name) ? name : throw Malformed();

    public KeywordBits Keywords()
    {
        var word = Varint();
        var count = Count();
        if (count == 0)
        {
            return KeywordBits.OfWord(word);
        }

        var rest = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            var number = Varint();
            rest[i] = number <= ushort.MaxValue ? (ushort)number : throw Malformed();
        }

        return KeywordBits.Of(word, rest);
    }

    public DateTimeOffset Date()
    {
        var seconds = Signed();
        var offset = TimeSpan.FromMinutes(Signed());
        return DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(offset);
    }

    /// <summary>A change holds what it holds and nothing behind it.</summary>
    public readonly void End()
    {
        if (!IsAtEnd)
        {
            throw Malformed();
        }
    }

    public static InvalidDataException Malformed() =>
        new("A change in the journal is not in the form that this version writes: a newer version of MailStore wrote it; open the store with that one.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_octets.Length - _at < count)
        {
            throw Malformed();
        }

        _at += count;
        return _octets.Slice(_at - count, count);
    }
}
