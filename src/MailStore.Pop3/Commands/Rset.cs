using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §5, and RFC 1081 §6 for what LAST says.
[CommandHandler("rset")]
internal static class Rset
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session)
    {
        session.Drop.Reset();
        return new(Reply.Ok("Nothing is marked any more"));
    }
}
