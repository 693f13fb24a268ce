using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// A view that may write is opened: it takes the messages that are recent to nobody, durably, and from then on those that arrive.
/// </summary>
internal sealed class RecentRequest(MailboxState mailbox, MailboxView view) : CommitRequest<MailboxView>
{
    protected override void Decide(IBatch batch)
    {
        Outcome = view;
        mailbox.Shared.AddWriter(view);
        if (mailbox.IsDeleted || mailbox.RecentCount == 0)
        {
            return;
        }

        var change = new RecentChange(mailbox.Id, mailbox.NextUid);
        change.Write(mailbox.Host.Writer);
        batch.AppendChange(mailbox.Host.Writer.Written);
        mailbox.Apply(change);
    }

    protected override void Committed()
    {
        mailbox.Shared.Open(view);
        base.Committed();
    }
}
