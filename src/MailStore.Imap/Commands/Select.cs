using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.2
[CommandHandler("select")]
internal static class Select
{
    public static ValueTask<Reply> HandleAsync(SelectCommand command, ImapSession session) =>
        Opening.OpenAsync(session, command.Mailbox, command.SelectParams, isReadOnly: false);
}
