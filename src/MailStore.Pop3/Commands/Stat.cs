using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §5: messages that are marked as deleted do not count.
[CommandHandler("stat")]
internal static class Stat
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session) => new(Reply.Ok(session.Drop.LeftCount, session.Drop.LeftBytes));
}
