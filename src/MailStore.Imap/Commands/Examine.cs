using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.3
[CommandHandler("examine")]
internal static class Examine
{
    public static ValueTask<Reply> HandleAsync(ExamineCommand command, ImapSession session) =>
        Opening.OpenAsync(session, command.Mailbox, command.SelectParams, isReadOnly: true);
}
