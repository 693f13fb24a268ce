using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 8508 §3.2, §3.3: a message comes and another goes, in one step.
[CommandHandler("replace")]
internal static class Replace
{
    public static async ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session)
    {
        var replace = command.Replace;
        var selected = session.Selected!;
        if (selected.IsReadOnly)
        {
            return Refusals.ReadOnly;
        }

        if (!TryFind(replace.SeqNumber, command.UidPrefix, selected.View, out var uid))
        {
            return command.UidPrefix ? Reply.No(CodeKind.NonExistent, "There is no such message") : Refusals.NotInSet;
        }

        if (!Names.TryReadMailbox(replace.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        // Before any octet is asked for: a client that waits should not send in vain.
        if (await session.Account.OpenAsync(name) is null)
        {
            return Refusals.TryCreate;
        }

        if (MessageIntake.Refuse(session, replace.Catenate, replace.Utf8) is { } refused)
        {
            return refused;
        }

        return MessageIntake.TryDescribe(session, replace.Flags, replace.InternalDate, out var flags, out var when, out var refusal)
            ? await TakeAsync(session, name, new(selected.Mailbox, uid), (flags, when), replace.Utf8)
            : refusal;
    }

    private static async ValueTask<Reply> TakeAsync(
        ImapSession session, MailboxName name, ReplacedMessage replaced, (FlagSet Flags, DateTimeOffset? Date) wanted, bool isUtf8)
    {
        var body = session.Account.BeginUpload((long)session.Stop.Literal.Size);
        try
        {
            var (fault, status, _) = await MessageIntake.TakeAsync(session, body, isUtf8);
            if (fault is { } refused)
            {
                return refused;
            }

            if (status != ParseStatus.Complete)
            {
                return Reply.Bad("One message is replaced by one");
            }

            var message = new NewMessage(body) { Flags = wanted.Flags, InternalDate = wanted.Date };
            var result = await session.Account.Append(name, [message], replaced);
            if (Refusals.OfTarget(result.Refusal) is { } notTaken)
            {
                return notTaken;
            }

            // RFC 8508 §3.2: before the message goes, which is told behind the command.
            session.Say(Reply.Ok(new ResponseCode(CodeKind.AppendUid, result.UidValidity.Value, result.Uids), "The replacement"));
            return Reply.Ok("Replaced");
        }
        finally
        {
            // What an append took is the store's, and disposing of it again does nothing.
            await body.DisposeAsync();
        }
    }

    private static bool TryFind(uint number, bool isUid, IMailboxView view, out Uid uid)
    {
        // "*" is the last message.
        uid = default;
        if (view.Count == 0)
        {
            return false;
        }

        uid = number == uint.MaxValue ? view.UidAt(view.Count) : isUid ? new Uid(number) : number <= (uint)view.Count ? view.UidAt((int)number) : default;
        return !uid.IsNone && view.SequenceOf(uid) != 0;
    }
}
