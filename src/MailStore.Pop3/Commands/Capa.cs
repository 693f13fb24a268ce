using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 2449 §5
[CommandHandler("capa")]
internal static class Capa
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session)
    {
        var writer = session.Write();
        writer.Ok("What there is"u8);
        Span<byte> line = stackalloc byte[512];
        foreach (var word in Offer.Words(session))
        {
            writer.Line(ReplyLine.Octets(word, line));
        }

        writer.EndLines();
        writer.Dispose();
        return new(Reply.Written);
    }
}
