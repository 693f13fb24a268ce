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

        if (!TryFind(replace.ReplacedNumber, command.UidPrefix, selected.View, out var uid))
        {
            return command.UidPrefix ? Reply.No(CodeKind.NonExistent, "There is no such message") : Refusals.NotInSet;
        }

        if (!Names.TryReadMailbox(replace.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        // Before any octet is asked for: a client that waits should not send in vain.
        if (Refusals.OfTarget(session.Account.Check(name, MailboxRights.Insert)) is { } unfit)
        {
            return unfit;
        }

        if (!AppendStep.TryBegin(session.Frame, replace.Flags, replace.InternalDate, replace.Urls, out var step, out var fault))
        {
            return Reply.Bad(fault);
        }

        var replaced = new ReplacedMessage(selected.Mailbox, uid);
        await using var intake = new MessageIntake(session, messagesMax: 1, replaced);
        step = step with { IsCatenated = replace.Catenate, IsUtf8 = replace.Utf8, HasLiteral = session.Stop.Literal.IsStreamed };
        return await TakeAsync(session, intake, step) ?? await FinishAsync(session, name, intake.Messages, replaced);
    }

    /// <returns>Null if the message is there.</returns>
    private static async ValueTask<Reply?> TakeAsync(ImapSession session, MessageIntake intake, AppendStep step)
    {
        while (true)
        {
            var refused = await intake.TakeAsync([step]);
            if (refused is not null || !step.HasLiteral)
            {
                return refused ?? intake.End();
            }

            var (broken, status, behind) = await intake.TakeOctetsAsync();
            if (broken is not null)
            {
                return broken;
            }

            step = AppendStep.More(session.Frame, behind.ReplaceRest.MoreUrls, hasLiteral: status == ParseStatus.NeedLiteral);
        }
    }

    private static async ValueTask<Reply> FinishAsync(ImapSession session, MailboxName name, IReadOnlyList<NewMessage> messages, ReplacedMessage replaced)
    {
        var result = await session.Account.Append(name, messages, replaced);
        if (session.Notifications is { } notifications && await session.Account.OpenAsync(name) is { } made)
        {
            notifications.Made(made.Id, result.Uids);
        }

        if (Refusals.OfTarget(result.Refusal) is { } notTaken)
        {
            return notTaken;
        }

        // RFC 8508 §3.2: before the message goes, which is told behind the command.
        session.Say(Reply.Ok(new ResponseCode(CodeKind.AppendUid, result.UidValidity.Value, result.Uids), "The replacement"));

        // RFC 8508 §4.5, RFC 7162 §3.2.9: as of what went, which is told first.
        return session.IsCondstore
            ? Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, session.Selected!.Mailbox.Status.HighestModSeq.Value), "Replaced")
            : Reply.Ok("Replaced");
    }

    private static bool TryFind(uint number, bool isUid, IMailboxView view, out Uid uid)
    {
        // "*" is the last message, and 0 here: no number is.
        uid = default;
        if (view.Count == 0)
        {
            return false;
        }

        uid = number == 0 ? view.UidAt(view.Count) : isUid ? new Uid(number) : number <= (uint)view.Count ? view.UidAt((int)number) : default;
        return !uid.IsNone && view.SequenceOf(uid) != 0;
    }
}
