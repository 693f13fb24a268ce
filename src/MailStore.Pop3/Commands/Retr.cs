using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §5
[CommandHandler("retr")]
internal static class Retr
{
    public static ValueTask<Reply> HandleAsync(RetrCommand command, Pop3Session session)
    {
        if (!session.Drop.TryFind(command.MessageNumber, out var entry))
        {
            return new(NoSuchMessage.Reply);
        }

        session.Drop.MarkRetrieved(command.MessageNumber);
        return MessageText.WriteAsync(session, entry, ulong.MaxValue);
    }
}
