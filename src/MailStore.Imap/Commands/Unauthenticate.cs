using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 8437 §3
[CommandHandler("unauthenticate")]
internal static class Unauthenticate
{
    public static ValueTask<Reply> HandleAsync(ImapSession session)
    {
        // RFC 8437 §4.1: the layer of compression would have to end here; it is not offered then.
        if (session.IsCompressed)
        {
            return new(Reply.No(CodeKind.Cannot, "Not while the connection is compressed"));
        }

        session.LogOut();
        return new(Reply.Ok(new ResponseCode(CodeKind.Capability) { Words = Offer.Words(session) }, "Nobody is logged in"));
    }
}
