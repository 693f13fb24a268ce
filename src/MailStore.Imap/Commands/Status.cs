using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.11
[CommandHandler("status")]
internal static class Status
{
    public static async ValueTask<Reply> HandleAsync(StatusCommand command, ImapSession session)
    {
        if (!Names.TryReadMailbox(command.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        if (await session.Account.OpenAsync(name) is not { } mailbox)
        {
            return Refusals.NotOpened(session, name);
        }

        await StatusText.TellAsync(session, name, mailbox, command.StatusAtts);
        return Reply.Ok("That is its status");
    }
}
