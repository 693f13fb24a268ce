using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Smtp.Commands;

/// <summary>What EHLO and LHLO have in common: who the client is, and what there is here.</summary>
internal static class Salutation
{
    /// <summary>RFC 2033 §4.1: LMTP must not take EHLO or HELO, or one could be mistaken for the other.</summary>
    public static Reply WrongOne => Reply.Of(500, 5, 1, "This is LMTP: say LHLO");

    public static async ValueTask<Reply> ExtendedAsync(SmtpSession session, Slice clientName)
    {
        // RFC 5321 §4.1.4: it is RSET too.
        session.Visitor.Greet(clientName.Of(session.Frame), isExtended: true);
        await session.ResetAsync();
        session.SayMore(Reply.Plain(250, session.Settings.HostName));
        var size = new SmtpReplyWriter(session.Output.Pipe);
        size.MoreKeyword("SIZE"u8, (ulong)session.Limits.Octets.MessageBytesMax);
        size.Dispose();
        var words = Offer.Words(session);
        foreach (var word in words)
        {
            session.SayMore(Reply.Plain(250, word));
        }

        return Reply.Plain(250, "HELP");
    }
}
