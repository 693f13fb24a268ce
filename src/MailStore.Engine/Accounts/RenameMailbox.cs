using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.3.6, RENAME.</summary>
internal sealed class RenameMailbox(AccountState account, MailboxName source, MailboxName target) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        var tree = Account.Tree;
        List<MailboxName> names = [.. tree.MissingAbove(target)];
        if (source.IsInbox)
        {
            names.Add(target);
        }

        List<TreeNode> moving = source.IsInbox ? [] : [.. tree.Below(source)];
        var refusal =
            !tree.IsName(source) ? Refusal.NoSuchMailbox
            : target.Text.Length == 0 || (target.IsBelow(source) && !source.IsInbox) ? Refusal.BadName
            : tree.IsName(target) ? Refusal.AlreadyExists
            : moving.Exists(node => !node.Name.TryRebase(source, target, out _)) ? Refusal.BadName
            : Account.AdmitMailboxes(names.Count);
        if (refusal != Refusal.None)
        {
            return Refuse(refusal);
        }

        // At most one new UIDVALIDITY for each mailbox that is created or moved.
        if (!Account.TryNextValidity(batch.Now, names.Count + moving.Count + 1, out var first))
        {
            return Refuse(Refusal.Exhausted);
        }

        var created = names.Count > 0 ? Create(names, SpecialUse.None, first, batch) : default;
        return new(Refusal.None, source.IsInbox ? MoveInbox(created, batch) : Move(new(first.Value + (uint)names.Count), batch));
    }

    private MailboxId Move(UidValidity first, IBatch batch)
    {
        Account.Tree.TryFind(source, out var node);
        var change = new MailboxesRenamed(Account.Id, source, target, Account.Retired, first);
        change.Write(Writer);
        batch.AppendChange(Writer.Written);
        Account.Apply(change);
        return node.Id;
    }

    // RFC 9051 §6.3.6: renaming INBOX moves its messages, and INBOX stays, empty.
    private MailboxId MoveInbox(MailboxId created, IBatch batch)
    {
        Account.Find(source, out var inbox);
        var transfer = new Transfer(Account, inbox!, Account.Mailbox(created));
        transfer.Look(UidSet.All, batch.Index, countsBytes: false);
        transfer.Carry(TransferKind.Move, batch);
        return created;
    }
}
