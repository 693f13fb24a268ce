using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>Which of the messages that a FETCH names it is about: RFC 7162 §3.1.4.1, §3.2.6, RFC 9394 §3.3.</summary>
internal static class FetchScope
{
    public static MessageSet Narrow(ImapSession session, MessageSet named, SequenceSet given, FetchPlan plan)
    {
        var selected = session.Selected!;
        if (plan is { TellsVanished: true, ChangedSince: { } since })
        {
            // RFC 7162 §3.2.6: before any FETCH response.
            TellVanished(session, since, MessageSet.Named(given, session.Frame, selected.Saved));
        }

        // RFC 9394 §3.4: first the window, then what has changed in it.
        var set = plan.Window is { } window ? named.In(window) : named;
        return plan.ChangedSince is { } modSeq ? Changed(selected.View, set, modSeq) : set;
    }

    /// <summary>What is gone since then, as far as this client does not count it any more: what it does count is told as it goes.</summary>
    public static void TellVanished(ImapSession session, ModSeq since, UidSet among)
    {
        var selected = session.Selected!;
        var gone = selected.Mailbox.VanishedSince(since).Intersect(among);
        gone = gone.Except(selected.View.Existing(gone));
        if (gone.IsEmpty)
        {
            return;
        }

        var line = session.Output.Write();
        Untagged.Vanished(ref line, gone, isEarlier: true);
        line.Dispose();
    }

    private static MessageSet Changed(IMailboxView view, MessageSet set, ModSeq since)
    {
        // Apple Mail says 0 and means all.
        return since.IsNone ? set : MessageSet.Of(set.ToUids(view).Intersect(view.Mailbox.ChangedSince(since)), view);
    }
}
