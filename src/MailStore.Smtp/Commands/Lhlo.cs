using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 2033 §4.1
[CommandHandler("lhlo")]
internal static class Lhlo
{
    public static ValueTask<Reply> HandleAsync(LhloCommand command, SmtpSession session) => session.Role == SmtpRole.Lmtp
        ? Salutation.ExtendedAsync(session, command.ClientName)
        : new(Reply.Of(500, 5, 1, "This is no LMTP: say EHLO"));
}
