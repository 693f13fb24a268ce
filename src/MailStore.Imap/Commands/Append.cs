using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.12, and RFC 3502 for more than one message: all of them or none.
[CommandHandler("append")]
internal static class Append
{
    public static async ValueTask<Reply> HandleAsync(AppendCommand command, ImapSession session)
    {
        if (!Names.TryReadMailbox(command.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        // Before any octet is asked for: a client that waits should not send in vain.
        if (await session.Account.OpenAsync(name) is null)
        {
            return Refusals.TryCreate;
        }

        var messages = new List<NewMessage>();
        try
        {
            return await TakeAllAsync(command, session, messages) ?? await FinishAsync(session, name, messages);
        }
        finally
        {
            // Those that an append took are the store's, and disposing of them again does nothing.
            foreach (var message in messages)
            {
                await message.Body.DisposeAsync();
            }
        }
    }

    /// <returns>Null if all messages are there.</returns>
    private static async ValueTask<Reply?> TakeAllAsync(AppendCommand command, ImapSession session, List<NewMessage> messages)
    {
        var (flags, date, isCatenated, isUtf8) = (command.Flags, command.InternalDate, command.Catenate, command.Utf8);
        while (true)
        {
            if (messages.Count >= session.Limits.AppendedMessagesMax)
            {
                return Reply.No(CodeKind.Limit, "Too many messages for one APPEND");
            }

            if (MessageIntake.Refuse(session, isCatenated, isUtf8) is { } refused)
            {
                return refused;
            }

            if (!MessageIntake.TryDescribe(session, flags, date, out var wanted, out var when, out var refusal))
            {
                return refusal;
            }

            var body = session.Account.BeginUpload((long)session.Stop.Literal.Size);
            messages.Add(new NewMessage(body) { Flags = wanted, InternalDate = when });
            var (fault, status, behind) = await MessageIntake.TakeAsync(session, body, isUtf8);
            if (fault is not null || status == ParseStatus.Complete)
            {
                return fault;
            }

            var more = behind.AppendRest;
            (flags, date, isCatenated, isUtf8) = (more.Flags, more.InternalDate, more.Catenate, more.Utf8);
        }
    }

    private static async ValueTask<Reply> FinishAsync(ImapSession session, MailboxName name, List<NewMessage> messages)
    {
        var result = await session.Account.Append(name, messages);

        // RFC 4315 §3
        return Refusals.OfTarget(result.Refusal)
            ?? Reply.Ok(new ResponseCode(CodeKind.AppendUid, result.UidValidity.Value, result.Uids), "Appended");
    }
}
