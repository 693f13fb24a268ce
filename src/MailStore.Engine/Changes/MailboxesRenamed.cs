using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary>
/// A name and all that is below it, however much that is. Mailboxes whose UIDVALIDITY is not above the retired one get new ones,
/// in the order of their names.
/// <code>kind | account | name | new name | retired UIDVALIDITY | first new UIDVALIDITY</code>
/// </summary>
internal sealed record MailboxesRenamed(AccountId Account, MailboxName Source, MailboxName Target, UidValidity Retired, UidValidity First)
{
    public static MailboxesRenamed Read(ref ChangeReader reader)
    {
        var change = new MailboxesRenamed(
            new AccountId(reader.Varint()), reader.MailboxName(), reader.MailboxName(), new(reader.UInt32()), new(reader.UInt32()));
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.MailboxesRenamed);
        writer.Varint(Account.Value);
        writer.Text(Source.Text);
        writer.Text(Target.Text);
        writer.Varint(Retired.Value);
        writer.Varint(First.Value);
    }
}
