using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.1: for clients from before 1993.
[CommandHandler("helo")]
internal static class Helo
{
    public static async ValueTask<Reply> HandleAsync(HeloCommand command, SmtpSession session)
    {
        if (session.Role == SmtpRole.Lmtp)
        {
            return Salutation.WrongOne;
        }

        session.Visitor.Greet(command.ClientName.Of(session.Frame), isExtended: false);
        await session.ResetAsync();
        return Reply.Plain(250, session.Settings.HostName);
    }
}
