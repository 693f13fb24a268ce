using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.3.4, CREATE, and RFC 6154 §3, CREATE-SPECIAL-USE.</summary>
internal sealed class CreateMailbox(AccountState account, MailboxName name, SpecialUse uses) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        List<MailboxName> names = [.. Account.Tree.MissingAbove(name), name];
        var refusal =
            name.Text.Length == 0 ? Refusal.BadName
            : Account.Tree.Exists(name) ? Refusal.AlreadyExists
            : Account.Tree.IsUseTaken(uses, name) ? Refusal.UseTaken
            : Account.AdmitMailboxes(names.Count);
        if (refusal != Refusal.None)
        {
            return Refuse(refusal);
        }

        return Account.TryNextValidity(batch.Now, names.Count, out var first)
            ? new(Refusal.None, Create(names, uses, first, batch))
            : Refuse(Refusal.Exhausted);
    }
}
