using MailStore.Abstractions.Changes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.5
[CommandHandler("delete")]
internal static class Delete
{
    public static async ValueTask<Reply> HandleAsync(DeleteCommand command, ImapSession session)
    {
        if (!Names.TryReadMailbox(command.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        var result = await session.Account.Delete(name);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            // RFC 9051 §6.3.5
            return result.Refusal == Refusal.CannotDelete && !name.IsInbox
                ? Reply.No(CodeKind.HasChildren, "The name is no mailbox, and stays as long as there are some below it")
                : refused;
        }

        session.Notifications?.Made(name);
        NormalName.Tell(session, command.Mailbox, name);
        return Reply.Ok("Deleted");
    }
}
