using System.Globalization;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1081 §6; RFC 1725 took it out, and old clients still ask.
[CommandHandler("last")]
internal static class Last
{
    public static ValueTask<Reply> HandleAsync(Pop3Session session) => new(Reply.Ok(session.Drop.Last.ToString(CultureInfo.InvariantCulture)));
}
