using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.3.5, DELETE.</summary>
internal sealed class DeleteMailbox(AccountState account, MailboxName name, bool withChildren) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        Account.Tree.TryFind(name, out var node);
        var refusal =
            !Account.Tree.IsName(name) ? Refusal.NoSuchMailbox
            : name.IsInbox || (!node.Exists && !withChildren) ? Refusal.CannotDelete : Refusal.None;
        if (refusal != Refusal.None)
        {
            return Refuse(refusal);
        }

        var change = new MailboxesDeleted(Account.Id, name, withChildren);
        change.Write(Writer);
        batch.AppendChange(Writer.Written);
        Account.Apply(change, batch.Index, batch.Bodies);
        return new(Refusal.None, node.Id);
    }
}
