using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.2.1
[CommandHandler("starttls")]
internal static class StartTls
{
    public static ValueTask<Reply> HandleAsync(ImapSession session)
    {
        if (!session.Connection.CanStartTls)
        {
            return new(Reply.Bad(session.Connection.Tls is null ? "There is no certificate here" : "TLS has begun already"));
        }

        session.BeginTls();
        return new(Reply.Ok("Begin the handshake"));
    }
}
