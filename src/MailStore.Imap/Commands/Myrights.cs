using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4314 §3.5
[CommandHandler("myrights")]
internal static class Myrights
{
    public static async ValueTask<Reply> HandleAsync(MyrightsCommand command, ImapSession session)
    {
        if (!Names.TryReadMailbox(command.Mailbox, session, out var name) || await session.Account.OpenAsync(name) is null)
        {
            return Refusals.NonExistent;
        }

        RightsText.MyRights(session, name);
        return Reply.Ok("That is what you may do");
    }
}
