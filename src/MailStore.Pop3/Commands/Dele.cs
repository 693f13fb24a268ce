using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §5: a mark, and nothing else before QUIT.
[CommandHandler("dele")]
internal static class Dele
{
    public static ValueTask<Reply> HandleAsync(DeleCommand command, Pop3Session session)
    {
        if (!session.Drop.TryFind(command.MessageNumber, out var entry))
        {
            return new(NoSuchMessage.Reply);
        }

        session.Drop.MarkDeleted(command.MessageNumber, entry);
        return new(Reply.Ok("Deleted when you QUIT"));
    }
}
