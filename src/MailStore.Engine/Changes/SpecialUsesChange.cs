using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary><code>kind | account | name | uses</code></summary>
internal sealed record SpecialUsesChange(AccountId Account, MailboxName Name, SpecialUse Uses)
{
    public static SpecialUsesChange Read(ref ChangeReader reader)
    {
        var change = new SpecialUsesChange(new AccountId(reader.Varint()), reader.MailboxName(), (SpecialUse)reader.UInt32());
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.SpecialUses);
        writer.Varint(Account.Value);
        writer.Text(Name.Text);
        writer.Varint((ulong)Uses);
    }
}
