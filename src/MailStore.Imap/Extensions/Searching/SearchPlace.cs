using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>A mailbox that is searched.</summary>
/// <param name="Saved">RFC 5182 §2.1: what <c>$</c> stands for there.</param>
internal sealed record SearchPlace(IMailboxView View, UidSet Saved)
{
    public static SearchPlace Selected(ImapSession session) => new(session.Selected!.View, session.Selected.Saved);
}
