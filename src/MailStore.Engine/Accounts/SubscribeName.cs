using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.3.7 and §6.3.8: of any name, whether or not a mailbox has it.</summary>
internal sealed class SubscribeName(AccountState account, MailboxName name, bool isSubscribed) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        var isKnown = Account.Tree.TryFind(name, out var node);
        if (name.Text.Length == 0)
        {
            return Refuse(Refusal.BadName);
        }

        if (!isKnown && isSubscribed && Account.Tree.Nodes.Count >= Account.Host.Limits.NamesMax)
        {
            return Refuse(Refusal.Limit);
        }

        if (node.IsSubscribed != isSubscribed)
        {
            var change = new SubscriptionChange(Account.Id, name, isSubscribed);
            change.Write(Writer);
            batch.AppendChange(Writer.Written);
            Account.Apply(change);
        }

        return new(Refusal.None, node.Id);
    }
}
