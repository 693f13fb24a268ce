using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.4.7 and §6.4.8, COPY and MOVE.</summary>
internal sealed class TransferMessages(AccountState account, MailboxId source, UidSet uids, MailboxName target, TransferKind kind)
    : AccountRequest<TransferResult>(account)
{
    protected override TransferResult Refuse(Refusal refusal) => TransferResult.Refused(refusal);

    protected override TransferResult Run(IBatch batch)
    {
        if (!Account.Tree.TryFind(source, out _))
        {
            return Refuse(Refusal.NoSuchMailbox);
        }

        var refusal = Account.Find(target, out var mailbox);
        if (refusal != Refusal.None)
        {
            return Refuse(refusal);
        }

        var transfer = new Transfer(Account, Account.Mailbox(source), mailbox!);
        transfer.Look(uids, batch.Index, countsBytes: kind == TransferKind.Copy);
        refusal = transfer.Admit(kind);
        return refusal == Refusal.None ? transfer.Carry(kind, batch) : Refuse(refusal);
    }
}
