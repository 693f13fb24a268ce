using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Session;

/// <summary>RFC 5465: what a session is told of by itself, between its commands too. Ends when it is disposed of.</summary>
internal interface INotifications : IDisposable
{
    /// <summary>What is told of the selected mailbox.</summary>
    MessageEvents Selected { get; }

    /// <summary>Something may have to be told.</summary>
    bool HasNews { get; }

    /// <summary>Writes all that is new. The client is in no command, or in IDLE, where what is expunged may be told in any case.</summary>
    ValueTask TellAsync(ImapSession session);

    /// <summary>A mailbox is not selected any more: what happens to it from here on is told as of any other.</summary>
    void Leave(IMailbox mailbox);

    /// <summary>The selected mailbox has messages from this UID on that the client has just been told the number of.</summary>
    void Arrived(Uid first);

    /// <summary>This client did it, and needs not be told: messages of a mailbox.</summary>
    void Made(MailboxId mailbox, UidSet uids);

    /// <summary>The same of a name in the tree, or of what is said about it; without a name, about the account.</summary>
    void Made(MailboxName? name);
}
