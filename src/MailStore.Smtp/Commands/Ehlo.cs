using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.1
[CommandHandler("ehlo")]
internal static class Ehlo
{
    public static ValueTask<Reply> HandleAsync(EhloCommand command, SmtpSession session) => session.Role == SmtpRole.Lmtp
        ? new(Salutation.WrongOne)
        : Salutation.ExtendedAsync(session, command.ClientName);
}
