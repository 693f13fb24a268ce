using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 3207 §4
[CommandHandler("starttls")]
internal static class Starttls
{
    public static ValueTask<Reply> HandleAsync(SmtpSession session)
    {
        if (!session.Connection.CanStartTls)
        {
            return new(session.Connection.Tls is not null
                ? Reply.Of(503, 5, 1, "TLS has begun already")
                : Reply.Of(502, 5, 1, "There is no TLS here"));
        }

        // RFC 3207 §6: what is there already came from whoever sits in between, or from a client that may be made to believe so.
        if (session.Input.Lines.HasBufferedInput)
        {
            return new(Reply.Close(5, 1, "Nothing may follow STARTTLS before TLS has begun"));
        }

        session.IsTlsAgreed = true;
        return new(Reply.Of(220, 0, 0, "Begin TLS"));
    }
}
