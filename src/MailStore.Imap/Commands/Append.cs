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
            if (Refuse(session, messages.Count, isCatenated, isUtf8) is { } refused)
            {
                return refused;
            }

            if (!Flags.TryRead(flags, session.Frame, out var wanted))
            {
                return Reply.Bad("A flag is none that can be kept");
            }

            DateTimeOffset? when = null;
            if (date.IsPresent)
            {
                if (!Dates.TryRead(date.Read(session.Frame), out var given))
                {
                    return Reply.Bad("There is no such date");
                }

                when = given;
            }

            var body = session.Account.BeginUpload((long)session.Stop.Literal.Size);
            messages.Add(new NewMessage(body) { Flags = wanted, InternalDate = when });
            var (fault, behind) = await TakeAsync(session, body, isNulAllowed: IsLiteral8(session) && !isUtf8);
            if (fault is not null || behind.IsLast)
            {
                return fault;
            }

            (flags, date, isCatenated, isUtf8) = (behind.More.Flags, behind.More.InternalDate, behind.More.Catenate, behind.More.Utf8);
        }
    }

    private static Reply? Refuse(ImapSession session, int messages, bool isCatenated, bool isUtf8)
    {
        var size = session.Stop.Literal.Size;
        // RFC 6855 §4: UTF8 is for those who have enabled it, and its literal is a literal8.
        if (isUtf8 && !session.Has(SessionFeatures.Utf8))
        {
            return Reply.Bad("ENABLE UTF8=ACCEPT first");
        }

        if (isCatenated || !session.Stop.Literal.IsStreamed)
        {
            return Reply.Bad("Only a literal can be appended here");
        }

        // RFC 3502 §6.3.11: a message without octets is how a client takes an APPEND back.
        if (size == 0)
        {
            return Reply.No("A message without octets is none: nothing was appended");
        }

        // RFC 7889 §3
        if (size > (ulong)session.Limits.AfterLogin.MessageBytesMax)
        {
            return Reply.No(CodeKind.TooBig, "The message is larger than APPENDLIMIT allows");
        }

        return messages >= session.Limits.AppendedMessagesMax ? Reply.No(CodeKind.Limit, "Too many messages for one APPEND") : null;
    }

    private static bool IsLiteral8(ImapSession session) => session.Frame.Bytes[session.Stop.Literal.HeaderOffset] == (byte)'~';

    private static async ValueTask<(Reply? Fault, (bool IsLast, AppendRestCommand More) Behind)> TakeAsync(ImapSession session, IUpload body, bool isNulAllowed)
    {
        if (Refusals.Of(body.Refusal) is { } refused)
        {
            return (refused, default);
        }

        // RFC 9051 §4.3: only the literal that waits for it is told to come.
        if (session.Stop.Literal.IsSynchronising)
        {
            await session.ContinueAsync("Send it");
        }

        // RFC 3516 §4.4: a literal8 is what NUL is allowed in; RFC 6855 §4 uses its form for text.
        var sink = new UploadSink(body, isNulAllowed);
        var (status, behind) = await session.StreamAsync(sink);
        if (status == ParseStatus.Invalid)
        {
            return (Reply.Bad("That is no end of an APPEND"), default);
        }

        return sink.HasForbiddenNul
            ? (Reply.Bad("The message holds NUL: it would take a literal8"), default)
            : (null, (status == ParseStatus.Complete, behind.AppendRest));
    }

    private static async ValueTask<Reply> FinishAsync(ImapSession session, MailboxName name, List<NewMessage> messages)
    {
        var result = await session.Account.Append(name, messages);

        // RFC 4315 §3
        return Refusals.OfTarget(result.Refusal)
            ?? Reply.Ok(new ResponseCode(CodeKind.AppendUid, result.UidValidity.Value, result.Uids), "Appended");
    }
}
