using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Session;

/// <summary>RFC 5267 §4.3: results of searches in the selected mailbox that the client is kept up to date of. They end with the selection.</summary>
internal interface IResultContexts : IDisposable
{
    /// <summary>Messages arrived or changed that no result has been held against yet.</summary>
    bool HasNews { get; }

    /// <summary>What leaves the results with messages that are expunged: said before that is, as long as their numbers are good.</summary>
    void Leave(ref ReplyWriter line, ViewChanges changes, SessionFeatures features);

    /// <summary>What may come into results, or leave them.</summary>
    void Note(UidSet changed, UidSet arrived);

    /// <summary>Holds it against the results, and writes what is different. To be called behind the FETCH and EXISTS that tell of it.</summary>
    ValueTask TellAsync(ImapSession session);
}
