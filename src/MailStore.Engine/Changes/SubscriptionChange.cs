using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary><code>kind | account | name | 1 if it is subscribed now</code></summary>
internal sealed record SubscriptionChange(AccountId Account, MailboxName Name, bool IsSubscribed)
{
    public static SubscriptionChange Read(ref ChangeReader reader)
    {
        var change = new SubscriptionChange(new AccountId(reader.Varint()), reader.MailboxName(), reader.Byte() != 0);
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Subscription);
        writer.Varint(Account.Value);
        writer.Text(Name.Text);
        writer.Byte(IsSubscribed ? (byte)1 : (byte)0);
    }
}
