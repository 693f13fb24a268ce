using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.1
[CommandHandler("close")]
internal static class Close
{
    public static async ValueTask<Reply> HandleAsync(ImapSession session)
    {
        var selected = session.Selected!;

        // RFC 9051 §6.4.1: no EXPUNGE is sent, and none is done in a mailbox that was examined.
        if (!selected.IsReadOnly && Refusals.Of((await selected.Mailbox.Expunge()).Refusal) is { } refused)
        {
            return refused;
        }

        session.Select(null);
        return Reply.Ok("Closed");
    }
}
