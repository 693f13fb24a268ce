using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.1.1
[CommandHandler("capability")]
internal static class Capability
{
    public static ValueTask<Reply> HandleAsync(ImapSession session)
    {
        var line = session.Output.Write();
        StatusLine.Capability(ref line, Offer.Words(session));
        line.Dispose();
        return new(Reply.Ok("That is what there is"));
    }
}
