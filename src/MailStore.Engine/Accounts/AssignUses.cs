using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 6154 §3: replaces the special uses of a mailbox.</summary>
internal sealed class AssignUses(AccountState account, MailboxName name, SpecialUse uses) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        var refusal = Account.Find(name, out var mailbox);
        refusal = refusal == Refusal.None && Account.Tree.IsUseTaken(uses, name) ? Refusal.UseTaken : refusal;
        if (refusal != Refusal.None)
        {
            return Refuse(refusal);
        }

        var change = new SpecialUsesChange(Account.Id, name, uses);
        change.Write(Writer);
        batch.AppendChange(Writer.Written);
        Account.Apply(change);
        return new(Refusal.None, mailbox!.Id);
    }
}
