using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.8
[CommandHandler("help")]
internal static class Help
{
    private static readonly string[] s_commands =
    [
        "MAIL FROM:<sender>, RCPT TO:<recipient> for each, and DATA or BDAT send a message",
        "RSET takes back what was said of one; NOOP does nothing; QUIT ends",
        "VRFY asks about a name, EXPN about a list",
    ];

    public static ValueTask<Reply> HandleAsync(HelpCommand command, SmtpSession session)
    {
        _ = command;
        session.SayMore(Reply.Of(214, 0, 0, session.Role == SmtpRole.Lmtp ? "LHLO says who you are and what there is here" : "EHLO says who you are and what there is here"));
        foreach (var line in s_commands)
        {
            session.SayMore(Reply.Of(214, 0, 0, line));
        }

        return new(Reply.Of(214, 0, 0, "RFC 5321 has the rest"));
    }
}
