namespace MailStore.Engine.Changes;

/// <summary>
/// One record beside the mail; those that change together are several of these in one request.
/// <code>kind | shelf | name | version | ordinal | 1 if there is a value | value</code>
/// </summary>
internal sealed record RegistryChange(byte Shelf, string Name, ulong Version, ulong Ordinal, ReadOnlyMemory<byte>? Value)
{
    public static RegistryChange Read(ref ChangeReader reader)
    {
        var (shelf, name, version, ordinal) = (reader.Byte(), reader.Text(), reader.Varint(), reader.Varint());
        var value = default(ReadOnlyMemory<byte>?);
        if (reader.Byte() != 0)
        {
            value = reader.Octets().ToArray();
        }

        reader.End();
        return new(shelf, name, version, ordinal, value);
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Registry);
        writer.Byte(Shelf);
        writer.Text(Name);
        writer.Varint(Version);
        writer.Varint(Ordinal);
        writer.Byte(Value is null ? (byte)0 : (byte)1);
        if (Value is { } value)
        {
            writer.Octets(value.Span);
        }
    }
}
