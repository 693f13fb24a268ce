using System.Collections.Immutable;
using System.Text;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>Writes the octets of one record of the directory.</summary>
#pragma warning disable CA1001 // Both write to memory and hold nothing else.
internal sealed class RecordWriter
#pragma warning restore CA1001
{
    private readonly MemoryStream _octets = new();
    private readonly BinaryWriter _writer;

    /// <param name="format">Of this kind of record; a reader that does not know it refuses.</param>
    public RecordWriter(byte format)
    {
        _writer = new(_octets, Encoding.UTF8);
        _writer.Write(format);
    }

    public void Byte(byte value) => _writer.Write(value);

    public void Number(int value) => _writer.Write7BitEncodedInt(value);

    public void Long(long value) => _writer.Write7BitEncodedInt64(value);

    public void Date(DateTimeOffset date) => _writer.Write7BitEncodedInt64(date.ToUnixTimeSeconds());

    public void Text(string text) => _writer.Write(text);

    public void Octets(ReadOnlySpan<byte> octets)
    {
        Number(octets.Length);
        _writer.Write(octets);
    }

    public void List<T>(ImmutableArray<T> items, Action<RecordWriter, T> write)
    {
        Number(items.Length);
        foreach (var item in items)
        {
            write(this, item);
        }
    }

    public byte[] ToArray() => _octets.ToArray();
}
