using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;

namespace MailStore.Engine.Accounts;

/// <summary>
/// What an account is besides its tree. Record 'A' of the index:
/// <code>name | ordinal | limits | octets | messages | last UIDVALIDITY | retired UIDVALIDITY | names in the tree | pages of the tree</code>
/// </summary>
internal sealed record AccountHeader
{
    public required AccountId Id { get; init; }

    public required AccountName Name { get; init; }

    /// <summary>Its place in the directory of the volume.</summary>
    public required ulong Ordinal { get; init; }

    public QuotaLimits Limits { get; init; }

    public long Bytes { get; init; }

    public long Messages { get; init; }

    /// <summary>The newest UIDVALIDITY that was given.</summary>
    public UidValidity LastValidity { get; init; }

    /// <summary>The newest UIDVALIDITY that left a name behind, by deletion or rename.</summary>
    public UidValidity Retired { get; init; }

    public int TreeCount { get; init; }

    public int TreePages { get; init; }

    public static AccountHeader Read(AccountId id, ReadOnlySpan<byte> record)
    {
        var reader = new ChangeReader(record);
        var header = new AccountHeader
        {
            Id = id,
            Name = AccountName.TryCreate(reader.Text(), out var name) ? name : throw ChangeReader.Malformed(),
            Ordinal = reader.Varint(),
            Limits = AccountQuota.ReadLimits(ref reader),
            Bytes = reader.Signed(),
            Messages = reader.Signed(),
            LastValidity = new(reader.UInt32()),
            Retired = new(reader.UInt32()),
            TreeCount = (int)reader.UInt32(),
            TreePages = (int)reader.UInt32(),
        };
        reader.End();
        return header;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin();
        writer.Text(Name.Text);
        writer.Varint(Ordinal);
        AccountQuota.WriteLimits(writer, Limits);
        writer.Signed(Bytes);
        writer.Signed(Messages);
        writer.Varint(LastValidity.Value);
        writer.Varint(Retired.Value);
        writer.Varint((uint)TreeCount);
        writer.Varint((uint)TreePages);
    }
}
