using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.10
[CommandHandler("quit")]
internal static class Quit
{
    public static ValueTask<Reply> HandleAsync(SmtpSession session)
    {
        _ = session;
        return new(Reply.Of(221, 0, 0, "Until next time") with { Closes = true });
    }
}
