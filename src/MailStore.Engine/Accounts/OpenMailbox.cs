using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>Brings a mailbox into memory that nobody has used for a while: the writer does it, so that there is only ever one of it.</summary>
internal sealed class OpenMailbox(AccountState account, MailboxId id) : CommitRequest<IMailbox?>
{
    protected override void Decide(IBatch batch) =>
        Outcome = !account.IsDeleted && account.Tree.TryFind(id, out _) ? account.Mailbox(id).Shared : null;
}
