using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.1.2: what is new is told behind every command, and this one is for nothing else.
[CommandHandler("noop")]
internal static class Noop
{
    public static ValueTask<Reply> HandleAsync(ImapSession session) => new(Reply.Ok(session.Selected is null ? "Nothing done" : "That is all that is new"));
}
