using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>A mailbox that is searched.</summary>
/// <param name="Saved">RFC 5182 §2.1: what <c>$</c> stands for there.</param>
/// <param name="MayNameNone">RFC 7377 §2: numbers above the last message are no error.</param>
internal sealed record SearchPlace(IMailboxView View, UidSet Saved, bool MayNameNone = false)
{
    public static SearchPlace Selected(ImapSession session) => new(session.Selected!.View, session.Selected.Saved);
}
