using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 3501 §6.4.1: there is nothing to do, since what was said to be done is on the disk already.
[CommandHandler("check")]
internal static class Check
{
    public static ValueTask<Reply> HandleAsync(ImapSession session) => new(Reply.Ok("All is on the disk"));
}
