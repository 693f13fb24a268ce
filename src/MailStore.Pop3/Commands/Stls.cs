using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 2595 §4
[CommandHandler("stls")]
internal static class Stls
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session)
    {
        if (!session.Connection.CanStartTls)
        {
            return new(Reply.Err(session.Connection.Tls is null ? "There is no certificate here" : "TLS has begun already"));
        }

        session.BeginTls();
        return new(Reply.Ok("Begin the handshake"));
    }
}
