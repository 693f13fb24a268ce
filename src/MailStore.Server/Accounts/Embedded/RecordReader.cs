using System.Collections.Immutable;
using System.Text;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>Reads what <see cref="RecordWriter"/> wrote. The octets were proven by a checksum: a fault means that another version wrote them.</summary>
internal sealed class RecordReader(ReadOnlyMemory<byte> octets)
{
    private int _at;

    public void Format(byte known) => Require(Byte(), known);

    /// <summary>For a record that may have one of several formats.</summary>
    public static void Require(byte format, byte known)
    {
        if (format != known)
        {
            throw Malformed();
        }
    }

    public byte Byte() => Take(1)[0];

    public int Number() => (int)Math.Min(Long(), int.MaxValue);

    public long Long()
    {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var octet = Byte();
            value |= (long)(octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }

    public DateTimeOffset Date() => DateTimeOffset.FromUnixTimeSeconds(Long());

    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    public ReadOnlyMemory<byte> Octets()
    {
        var length = Number();
        Take(length);
        return octets.Slice(_at - length, length);
    }

    public ImmutableArray<T> List<T>(Func<RecordReader, T> read)
    {
        var count = Number();
        if (count > octets.Length)
        {
            throw Malformed();
        }

        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var number = 0; number < count; number++)
        {
            items.Add(read(this));
        }

        return items.MoveToImmutable();
    }

    public void End()
    {
        if (_at != octets.Length)
        {
            throw Malformed();
        }
    }

    private static InvalidDataException Malformed() =>
        new("A record of the directory is not in the form that this version writes: a newer version of MailStore wrote it; use that one.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || octets.Length - _at < count)
        {
            throw Malformed();
        }

        _at += count;
        return octets.Span.Slice(_at - count, count);
    }
}
