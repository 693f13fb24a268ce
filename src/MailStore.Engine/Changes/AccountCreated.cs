using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary><code>kind | id | name | ordinal | INBOX id | UIDVALIDITY | limits</code></summary>
internal sealed record AccountCreated(AccountId Id, AccountName Name, ulong Ordinal, MailboxId Inbox, UidValidity Validity, QuotaLimits Limits)
{
    public static AccountCreated Read(ref ChangeReader reader)
    {
        var id = new AccountId(reader.Varint());
        var name = AccountName.TryCreate(reader.Text(), out var read) ? read : throw ChangeReader.Malformed();
        var change = new AccountCreated(id, name, reader.Varint(), new MailboxId(reader.Varint()), new UidValidity(reader.UInt32()), AccountQuota.ReadLimits(ref reader));
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.AccountCreated);
        writer.Varint(Id.Value);
        writer.Text(Name.Text);
        writer.Varint(Ordinal);
        writer.Varint(Inbox.Value);
        writer.Varint(Validity.Value);
        AccountQuota.WriteLimits(writer, Limits);
    }
}
