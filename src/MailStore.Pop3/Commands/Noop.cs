using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §5
[CommandHandler("noop")]
internal static class Noop
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session)
    {
        _ = session;
        return new(Reply.Ok("Here"));
    }
}
