using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary>
/// A mailbox with all that is in it, and those below it if the frame says so.
/// <code>kind | account | name | 1 with those below</code>
/// </summary>
internal sealed record MailboxesDeleted(AccountId Account, MailboxName Name, bool WithChildren)
{
    public static MailboxesDeleted Read(ref ChangeReader reader)
    {
        var change = new MailboxesDeleted(new AccountId(reader.Varint()), reader.MailboxName(), reader.Byte() != 0);
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.MailboxesDeleted);
        writer.Varint(Account.Value);
        writer.Text(Name.Text);
        writer.Byte(WithChildren ? (byte)1 : (byte)0);
    }
}
