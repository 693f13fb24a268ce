using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.12, RFC 3502 for more than one message: all of them or none, and RFC 4469 for messages made of what is here.
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
        if (Refusals.OfTarget(session.Account.Check(name, MailboxRights.Insert)) is { } unfit)
        {
            return unfit;
        }

        // RFC 9051 §6.3.12, while the frame still has the name.
        NormalName.Tell(session, command.Mailbox, name);
        await using var intake = new MessageIntake(session, session.Limits.AppendedMessagesMax);
        return await TakeAllAsync(command, session, intake) ?? await FinishAsync(session, name, intake.Messages);
    }

    /// <returns>Null if all messages are there.</returns>
    private static async ValueTask<Reply?> TakeAllAsync(AppendCommand command, ImapSession session, MessageIntake intake)
    {
        var steps = new List<AppendStep>();
        var hasLiteral = session.Stop.Literal.IsStreamed;
        if (!AppendFrame.TryRead(session.Frame, command, hasLiteral, steps, out var fault))
        {
            return Reply.Bad(fault);
        }

        while (true)
        {
            var refused = await intake.TakeAsync(steps);
            if (refused is not null || !hasLiteral)
            {
                return refused ?? intake.End();
            }

            var (broken, status, behind) = await intake.TakeOctetsAsync();
            hasLiteral = status == ParseStatus.NeedLiteral;
            if (broken is not null)
            {
                return broken;
            }

            if (!AppendFrame.TryReadRest(session.Frame, behind.AppendRest, intake, hasLiteral, steps, out fault))
            {
                return Reply.Bad(fault);
            }
        }
    }

    private static async ValueTask<Reply> FinishAsync(ImapSession session, MailboxName name, IReadOnlyList<NewMessage> messages)
    {
        var result = await session.Account.Append(name, messages);
        if (session.Notifications is { } notifications && await session.Account.OpenAsync(name) is { } made)
        {
            notifications.Made(made.Id, result.Uids);
        }

        // RFC 4315 §3
        return Refusals.OfTarget(result.Refusal)
            ?? Reply.Ok(new ResponseCode(CodeKind.AppendUid, result.UidValidity.Value, result.Uids), "Appended");
    }
}
