using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Changes;

/// <summary>
/// One entry; those that are set together are several of these in one request.
/// <code>kind | account | owner: a mailbox, or the account itself | name | 1 if there is a value | value</code>
/// </summary>
internal sealed record MetadataChange(AccountId Account, ulong Owner, MetadataEntry Entry)
{
    public static MetadataChange Read(ref ChangeReader reader)
    {
        var account = new AccountId(reader.Varint());
        var owner = reader.Varint();
        var name = reader.Text();
        var value = default(ReadOnlyMemory<byte>?);
        if (reader.Byte() != 0)
        {
            value = reader.Octets().ToArray();
        }

        reader.End();
        return new(account, owner, new MetadataEntry(name, value));
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Metadata);
        writer.Varint(Account.Value);
        writer.Varint(Owner);
        writer.Text(Entry.Name);
        writer.Byte(Entry.Value is null ? (byte)0 : (byte)1);
        if (Entry.Value is { } value)
        {
            writer.Octets(value.Span);
        }
    }
}
