using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>What SELECT and EXAMINE have in common: RFC 9051 §6.3.2, §6.3.3.</summary>
internal static class Opening
{
    public static async ValueTask<Reply> OpenAsync(ImapSession session, Str mailbox, SelectParamList given, bool isReadOnly)
    {
        if (!TryReadResync(session, given, out var resync, out var refusal))
        {
            return refusal;
        }

        var isFound = Names.TryReadMailbox(mailbox, session, out var name);

        // RFC 9051 §6.3.2: what was selected is not any more, whatever becomes of this.
        if (session.Selected is not null)
        {
            session.Select(null);

            // RFC 7162 §3.2.11
            session.Say(Reply.Ok(CodeKind.Closed, "What follows is of the other mailbox"));
        }

        if (!isFound || await session.Account.OpenAsync(name) is not { } opened)
        {
            return isFound ? Refusals.NotOpened(session, name) : Refusals.NonExistent;
        }

        if (!given.IsEmpty)
        {
            session.EnableCondstore();
        }

        // As it was before the view was made: a message that comes meanwhile has this UID or a higher one.
        var uidNext = opened.Status.UidNext;
        var selected = new SelectedMailbox(await opened.OpenViewAsync(isReadOnly), session.Services.Tolerances);
        session.Select(selected);
        Write(session, selected, uidNext);
        NormalName.TellSelected(session, mailbox, name);
        if (resync is not null)
        {
            await resync.TellAsync(session);
        }

        // RFC 4314 §5.2: who has no right to change anything reads.
        return Reply.Ok(selected.IsReadOnly ? CodeKind.ReadOnly : CodeKind.ReadWrite, "Selected");
    }

    // Where a parameter is refused, nothing is deselected.
    private static bool TryReadResync(ImapSession session, SelectParamList given, out Resync? resync, out Reply refusal)
    {
        resync = null;
        refusal = default;
        if ((given.Kinds & SelectParamKinds.TaggedExt) != SelectParamKinds.None)
        {
            // RFC 4466 §2.1
            refusal = Reply.Bad("CONDSTORE and QRESYNC are the parameters here");
        }
        else if ((given.Kinds & SelectParamKinds.Qresync) != SelectParamKinds.None && !session.Has(SessionFeatures.Qresync))
        {
            // RFC 7162 §3.2.5
            refusal = Reply.Bad("ENABLE QRESYNC first");
        }

        foreach (var parameter in given.In(session.Frame))
        {
            if (parameter.Kind == SelectParamKind.Qresync && !Resync.TryRead(parameter, session.Frame, out resync))
            {
                refusal = Reply.Bad("Numbers and UIDs do not go together");
            }
        }

        // RFC 9586 §3.4
        if (resync is { Numbers.Count: > 0 } && session.Has(SessionFeatures.UidOnly))
        {
            refusal = Refusals.UidRequired;
        }

        return refusal.Text is null;
    }

    // No UNSEEN: to find the first one is work for each message, and a client must do without (RFC 3501 §7.1, RFC 9051 has none).
    private static void Write(ImapSession session, SelectedMailbox selected, Uid uidNext)
    {
        var view = selected.View;
        var status = selected.Mailbox.Status;
        var line = session.Output.Write();
        Untagged.Exists(ref line, view.Count);
        if (!session.Has(SessionFeatures.Rev2))
        {
            Untagged.Recent(ref line, view.RecentCount);
        }

        Untagged.Flags(ref line, status.Keywords);
        Untagged.PermanentFlags(ref line, status.Keywords, selected.IsReadOnly);
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.UidValidity, status.UidValidity.Value), "UIDs are valid"));
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.UidNext, uidNext.Value), "The next message has this UID or a higher one"));

        // RFC 7162 §3.1.2.1: as the view knows it; the mailbox may be further already.
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, view.SyncedTo.Value), "Highest mod-sequence"));

        // RFC 8474 §4.1
        StatusLine.Untagged(ref line, Reply.Ok(new ResponseCode(CodeKind.MailboxId, selected.Mailbox.Id.Value), "The mailbox, whatever it is named"));
        line.Dispose();
    }
}
