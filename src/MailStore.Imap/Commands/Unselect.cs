using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 3691 §2: CLOSE without the expunge.
[CommandHandler("unselect")]
internal static class Unselect
{
    public static ValueTask<Reply> HandleAsync(ImapSession session)
    {
        session.Select(null);
        return new(Reply.Ok("Nothing is selected"));
    }
}
