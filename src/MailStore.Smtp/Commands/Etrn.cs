using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 1985 §5.3
[CommandHandler("etrn")]
internal static class Etrn
{
    public static ValueTask<Reply> HandleAsync(EtrnCommand command, SmtpSession session)
    {
        _ = command;
        return new(session.Settings.Etrn switch
        {
            EtrnAnswer.NothingWaits => Reply.Of(251, 0, 0, "No messages wait for that node"),
            EtrnAnswer.Unable => Reply.Of(458, 3, 0, "Messages for that node cannot be queued"),
            _ => Reply.Of(502, 5, 1, "There is no queue here"),
        });
    }
}
