using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.8
[CommandHandler("unsubscribe")]
internal static class Unsubscribe
{
    public static ValueTask<Reply> HandleAsync(UnsubscribeCommand command, ImapSession session) =>
        Subscription.ChangeAsync(session, command.Mailbox, isSubscribed: false);
}
