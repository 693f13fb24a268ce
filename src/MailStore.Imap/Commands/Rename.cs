using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.6
[CommandHandler("rename")]
internal static class Rename
{
    public static async ValueTask<Reply> HandleAsync(RenameCommand command, ImapSession session)
    {
        // RFC 4466 §2.3: nobody ever defined a parameter.
        if (!command.RenameParams.IsEmpty)
        {
            return Reply.Bad("RENAME has no parameters");
        }

        if (!Names.TryReadMailbox(command.OldName, session, out var source))
        {
            return Refusals.NonExistent;
        }

        if (!Names.TryReadMailbox(command.NewName, session, out var target))
        {
            return Refusals.BadName;
        }

        var result = await session.Account.Rename(source, target);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            return refused;
        }

        session.Notifications?.Made(source);
        session.Notifications?.Made(target);
        NormalName.Tell(session, command.NewName, target);
        return Reply.Ok("Renamed");
    }
}
