using MailStore.Abstractions.Changes;
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
        var refusal = selected.IsReadOnly ? Refusal.None : (await selected.Mailbox.Expunge()).Refusal;

        // RFC 4314 §4: who may not expunge closes the mailbox, and nothing else happens.
        if (refusal != Refusal.NotPermitted && Refusals.Of(refusal) is { } refused)
        {
            return refused;
        }

        session.Select(null);
        return Reply.Ok("Closed");
    }
}
