using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Imap.Commands;

/// <summary>What SELECT and EXAMINE have in common: RFC 9051 §6.3.2, §6.3.3.</summary>
internal static class Opening
{
    public static async ValueTask<Reply> OpenAsync(ImapSession session, Str mailbox, SelectParamList given, bool isReadOnly)
    {
        // RFC 4466 §2.1: a parameter that is not known is BAD, and nothing is deselected.
        if ((given.Kinds & ~SelectParamKinds.Condstore) != SelectParamKinds.None)
        {
            return Reply.Bad("CONDSTORE is the one parameter here");
        }

        var isFound = Names.TryReadMailbox(mailbox, session.Frame, out var name);

        // RFC 9051 §6.3.2: what was selected is not any more, whatever becomes of this.
        if (session.Selected is not null)
        {
            session.Select(null);

            // RFC 7162 §3.2.11
            session.Say(Reply.Ok(CodeKind.Closed, "What follows is of the other mailbox"));
        }

        if (!isFound || await session.Account.OpenAsync(name) is not { } opened)
        {
            return Reply.No(CodeKind.NonExistent, "There is no such mailbox");
        }

        if (!given.IsEmpty)
        {
            session.EnableCondstore();
        }

        // As it was before the view was made: a message that comes meanwhile has this UID or a higher one.
        var uidNext = opened.Status.UidNext;
        var selected = new SelectedMailbox(await opened.OpenViewAsync(isReadOnly));
        session.Select(selected);
        Write(session.Output, selected, uidNext);
        return Reply.Ok(isReadOnly ? CodeKind.ReadOnly : CodeKind.ReadWrite, "Selected");
    }

    // No UNSEEN: to find the first one is work for each message, and a client must do without (RFC 3501 §7.1, RFC 9051 has none).
    private static void Write(Outbox output, SelectedMailbox selected, Uid uidNext)
    {
        var view = selected.View;
        var status = selected.Mailbox.Status;
        var line = output.Write();
        Untagged.Exists(ref line, view.Count);
        Untagged.Recent(ref line, view.RecentCount);
        Untagged.Flags(ref line, status.Keywords);
        Untagged.PermanentFlags(ref line, status.Keywords, selected.IsReadOnly);
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.UidValidity, status.UidValidity.Value), "UIDs are valid"));
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.UidNext, uidNext.Value), "The next message has this UID or a higher one"));

        // RFC 7162 §3.1.2.1: as the view knows it; the mailbox may be further already.
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, view.SyncedTo.Value), "Highest mod-sequence"));
        line.Dispose();
    }
}
