using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4315 §2.1
[CommandHandler("uid-expunge")]
internal static class UidExpunge
{
    public static ValueTask<Reply> HandleAsync(UidExpungeCommand command, ImapSession session)
    {
        var view = session.Selected!.View;
        _ = session.Selected.TryResolve(command.SequenceSet, session.Frame, isUid: true, out var set);
        return set.IsEmpty ? new(Reply.Ok("Nothing to expunge")) : Expunge.RunAsync(session, set.ToUids(view));
    }
}
