using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.1.3: BYE, then OK, then the end.
[CommandHandler("logout")]
internal static class Logout
{
    public static ValueTask<Reply> HandleAsync(ImapSession session)
    {
        session.SayBye(CodeKind.None, "Until next time");
        return new(Reply.Ok("Logged out"));
    }
}
