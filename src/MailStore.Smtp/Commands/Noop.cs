using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.9: whatever stands behind it.
[CommandHandler("noop")]
internal static class Noop
{
    public static ValueTask<Reply> HandleAsync(NoopCommand command, SmtpSession session)
    {
        _ = (command, session);
        return new(Reply.Of(250, 0, 0, "Nothing done"));
    }
}
