using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>What COPY and MOVE have in common.</summary>
internal static class Transfer
{
    public static async ValueTask<Reply> RunAsync(ImapSession session, SequenceSet messages, Str target, bool isUid, TransferKind kind)
    {
        var selected = session.Selected!;
        if (!selected.TryResolve(messages, session.Frame, isUid, out var set))
        {
            return Refusals.NotInSet;
        }

        if (kind == TransferKind.Move && selected.IsReadOnly)
        {
            return Refusals.ReadOnly;
        }

        if (!Names.TryReadMailbox(target, session, out var name))
        {
            return Refusals.BadName;
        }

        var result = await session.Account.Transfer(selected.Mailbox, set.ToUids(selected.View), name, kind);
        if (session.Notifications is { } notifications && await session.Account.OpenAsync(name) is { } made)
        {
            notifications.Made(made.Id, result.Target);
        }

        return Refusals.OfTarget(result.Refusal) ?? Done(session, result, kind);
    }

    private static Reply Done(ImapSession session, TransferResult result, TransferKind kind)
    {
        if (result.Source.IsEmpty)
        {
            return Reply.Ok("No message was there");
        }

        // RFC 4315 §3
        var code = new ResponseCode(CodeKind.CopyUid, result.UidValidity.Value, result.Source, result.Target);
        if (kind == TransferKind.Copy)
        {
            return Reply.Ok(code, "Copied");
        }

        // RFC 6851 §4.3: before the messages go, which is told behind the command.
        session.Say(Reply.Ok(code, "Moved"));

        // RFC 6851 §4.4
        return session.IsCondstore ? Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, result.ModSeq.Value), "Moved") : Reply.Ok("Moved");
    }
}
