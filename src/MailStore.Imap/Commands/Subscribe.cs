using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.7
[CommandHandler("subscribe")]
internal static class Subscribe
{
    public static ValueTask<Reply> HandleAsync(SubscribeCommand command, ImapSession session) =>
        Subscription.ChangeAsync(session, command.Mailbox, isSubscribed: true);
}
