using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 appendix F.6: TURN, SEND, SOML and SAML.
[CommandHandler("retired")]
internal static class Retired
{
    public static ValueTask<Reply> HandleAsync(RetiredCommand command, SmtpSession session)
    {
        _ = (command, session);
        return new(Reply.Of(502, 5, 1, "That command went out of use"));
    }
}
