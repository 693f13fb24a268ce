using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>
/// A mailbox goes on where it was elsewhere.
/// <code>kind | account | name | UIDVALIDITY | next UID</code>
/// </summary>
internal sealed record MailboxAdopted(AccountId Account, MailboxName Name, UidValidity Validity, Uid Next)
{
    public static MailboxAdopted Read(ref ChangeReader reader)
    {
        var change = new MailboxAdopted(new AccountId(reader.Varint()), reader.MailboxName(), new UidValidity(reader.UInt32()), new Uid(reader.UInt32()));
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.MailboxAdopted);
        writer.Varint(Account.Value);
        writer.Text(Name.Text);
        writer.Varint(Validity.Value);
        writer.Varint(Next.Value);
    }
}
