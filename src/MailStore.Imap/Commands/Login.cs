using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.2.3
[CommandHandler("login")]
internal static class Login
{
    public static ValueTask<Reply> HandleAsync(LoginCommand command, ImapSession session) => session.Connection.IsPrivate
        ? SignOn.TryAsync(session, Names.Octets(command.Userid, session.Frame), Names.Octets(command.Password, session.Frame))
        : new(SignOn.NotPrivate);
}
