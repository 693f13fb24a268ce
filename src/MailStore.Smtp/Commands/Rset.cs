using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.5
[CommandHandler("rset")]
internal static class Rset
{
    public static async ValueTask<Reply> HandleAsync(SmtpSession session)
    {
        await session.ResetAsync();
        return Reply.Of(250, 0, 0, "Forgotten");
    }
}
