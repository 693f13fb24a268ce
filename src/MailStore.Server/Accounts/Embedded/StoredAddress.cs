using System.Collections.Immutable;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>An address besides the names of users, as a record of the registry: <c>version 1 | kind | count | each member</c>.</summary>
/// <param name="Members">Names of users, or addresses.</param>
internal sealed record StoredAddress(StoredAddressKind Kind, ImmutableArray<string> Members)
{
    private const byte Format = 1;

    public static StoredAddress Read(ReadOnlyMemory<byte> octets)
    {
        var reader = new RecordReader(octets);
        reader.Format(Format);
        var address = new StoredAddress((StoredAddressKind)reader.Byte(), reader.List(static reader => reader.Text()));
        reader.End();
        return address;
    }

    public byte[] Write()
    {
        var writer = new RecordWriter(Format);
        writer.Byte((byte)Kind);
        writer.List(Members, static (writer, member) => writer.Text(member));
        return writer.ToArray();
    }
}
