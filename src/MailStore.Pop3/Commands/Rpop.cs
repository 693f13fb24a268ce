using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1081 §6: trust in a privileged port of another machine, which nobody has any more.
[CommandHandler("rpop")]
internal static class Rpop
{
    public static ValueTask<Reply> HandleAsync(RpopCommand command, Pop3Session session)
    {
        _ = command;
        session.UserName = null;
        return new(Reply.Err("RPOP is a thing of the past: use PASS or AUTH"));
    }
}
