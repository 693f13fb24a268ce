using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 6856 §2: messages are sent as they are stored with and without it; with it, texts for people may hold UTF-8 too.
[CommandHandler("utf8")]
internal static class Utf8
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session)
    {
        session.IsUtf8 = true;
        return new(Reply.Ok("UTF-8 it is"));
    }
}
