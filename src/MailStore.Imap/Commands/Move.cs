using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 6851 §3.1
[CommandHandler("move")]
internal static class Move
{
    public static ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session) =>
        Transfer.RunAsync(session, command.Move.SequenceSet, command.Move.Mailbox, command.UidPrefix, TransferKind.Move);
}
