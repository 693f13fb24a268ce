using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4314 §3.5
[CommandHandler("myrights")]
internal static class Myrights
{
    public static ValueTask<Reply> HandleAsync(MyrightsCommand command, ImapSession session)
    {
        // RFC 4314 §4: who has any right that tells of the mailbox may ask for the others.
        if (!Names.TryReadMailbox(command.Mailbox, session, out var name) || session.Account.RightsTo(name) == MailboxRights.None)
        {
            return new(Refusals.NonExistent);
        }

        RightsText.MyRights(session, name);
        return new(Reply.Ok("That is what you may do"));
    }
}
