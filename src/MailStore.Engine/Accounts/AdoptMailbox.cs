using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>UIDVALIDITY and next UID of a mailbox as they were where it comes from.</summary>
internal sealed class AdoptMailbox(AccountState account, MailboxName name, UidValidity validity, Uid next) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        var refusal = Account.Find(name, out var mailbox);
        if (refusal != Refusal.None)
        {
            return Refuse(refusal);
        }

        // RFC 9051 §2.3.1.1: what a client may have seen under the name never comes back.
        if (validity != mailbox!.UidValidity && (validity.Value <= Account.Retired.Value || mailbox.NextUid != Uid.First))
        {
            return Refuse(Refusal.AlreadyExists);
        }

        if (!mailbox.HasRoomFor(messages: 0) || next.Value == uint.MaxValue)
        {
            return Refuse(Refusal.Exhausted);
        }

        var change = new MailboxAdopted(Account.Id, name, validity, next > mailbox.NextUid ? next : mailbox.NextUid);
        if (validity != mailbox.UidValidity || change.Next != mailbox.NextUid)
        {
            change.Write(Writer);
            batch.AppendChange(Writer.Written);
            Account.Apply(change, batch.Index);
        }

        return new(Refusal.None, mailbox.Id);
    }
}
