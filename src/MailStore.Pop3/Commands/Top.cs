using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §7: the header, the empty line, and so many lines of the body. Not a retrieval.
[CommandHandler("top")]
internal static class Top
{
    public static ValueTask<Reply> HandleAsync(TopCommand command, Pop3Session session) =>
        session.Drop.TryFind(command.MessageNumber, out var entry)
            ? MessageText.WriteAsync(session, entry, command.LineCount)
            : new(NoSuchMessage.Reply);
}
