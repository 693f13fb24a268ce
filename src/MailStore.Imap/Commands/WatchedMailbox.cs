using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Commands;

/// <summary>A mailbox that NOTIFY has a session told of while it is not selected.</summary>
/// <param name="Told">As the client knows it.</param>
internal sealed record WatchedMailbox(MailboxName Name, IMailbox Mailbox, WatchedEvents Events, MailboxStatus Told)
{
    /// <summary>Since then these messages came, and nothing else happened.</summary>
    public bool IsNextAfter(UidSet uids)
    {
        var now = Mailbox.Status;
        return uids.Ranges[0].First == Told.UidNext
            && now.Messages == Told.Messages + uids.Count
            && now.UidNext.Value == Told.UidNext.Value + uids.Count
            && now.HighestModSeq == Told.HighestModSeq.Next;
    }
}
