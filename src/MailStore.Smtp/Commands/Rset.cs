using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.5
[CommandHandler("rset")]
internal static class Rset
{
    private static Reply Done => Reply.Of(250, 0, 0, "Forgotten");

    public static ValueTask<Reply> HandleAsync(SmtpSession session)
    {
        var reset = session.ResetAsync();
        return reset.IsCompletedSuccessfully ? new(Done) : WaitAsync(reset);
    }

    private static async ValueTask<Reply> WaitAsync(ValueTask reset)
    {
        await reset;
        return Done;
    }
}
