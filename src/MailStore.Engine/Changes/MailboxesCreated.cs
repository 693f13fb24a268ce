using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary>
/// A mailbox and the parents that it needed.
/// <code>kind | account | count | (name | id | UIDVALIDITY | uses) of each</code>
/// </summary>
internal sealed record MailboxesCreated(AccountId Account, IReadOnlyList<NewMailbox> Mailboxes)
{
    public static MailboxesCreated Read(ref ChangeReader reader)
    {
        var account = new AccountId(reader.Varint());
        var mailboxes = new NewMailbox[reader.Count()];
        for (var i = 0; i < mailboxes.Length; i++)
        {
            mailboxes[i] = new(reader.MailboxName(), new MailboxId(reader.Varint()), new UidValidity(reader.UInt32()), (SpecialUse)reader.UInt32());
        }

        reader.End();
        return new(account, mailboxes);
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.MailboxesCreated);
        writer.Varint(Account.Value);
        writer.Varint((ulong)Mailboxes.Count);
        foreach (var mailbox in Mailboxes)
        {
            writer.Text(mailbox.Name.Text);
            writer.Varint(mailbox.Id.Value);
            writer.Varint(mailbox.Validity.Value);
            writer.Varint((ulong)mailbox.Uses);
        }
    }
}
