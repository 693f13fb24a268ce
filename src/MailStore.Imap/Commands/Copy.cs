using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.7
[CommandHandler("copy")]
internal static class Copy
{
    public static ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session) =>
        Transfer.RunAsync(session, command.Copy.SequenceSet, command.Copy.Mailbox, command.UidPrefix, TransferKind.Copy);
}
