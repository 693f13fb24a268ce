using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Wire.Peers;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Session;

/// <summary>The selected mailbox as this client was told of it.</summary>
internal sealed class SelectedMailbox(IMailboxView view) : IDisposable
{
    public IMailboxView View => view;

    public IMailbox Mailbox => view.Mailbox;

    public bool IsReadOnly => view.IsReadOnly;

    /// <summary>It was deleted, and the client cannot go on with it (RFC 2180 §3).</summary>
    public bool IsGone { get; private set; }

    /// <summary>Goes on to the newest state and writes what the client has to know of it.</summary>
    public void Tell(Outbox output, in Announcement announcement, bool isCondstore)
    {
        var changes = view.HasNews ? view.Sync(announcement.WithExpunges) : ViewChanges.None;
        IsGone |= changes.IsMailboxGone;
        if (changes.IsEmpty && announcement.Also is null)
        {
            return;
        }

        var line = output.Write();
        foreach (var sequence in changes.Expunged)
        {
            Untagged.Expunge(ref line, sequence);
        }

        if (changes.HasArrivals)
        {
            Untagged.Exists(ref line, view.Count);
            Untagged.Recent(ref line, view.RecentCount);
        }

        // RFC 9051 §7.3.5: before a flag is used that the client has not heard of.
        var keywords = Mailbox.Status.Keywords;
        if (changes.HasNewKeywords)
        {
            Untagged.Flags(ref line, keywords);
            Untagged.PermanentFlags(ref line, keywords, IsReadOnly);
        }

        var flags = announcement.Also is { } also ? changes.FlagChanges.Union(view.Existing(also)) : changes.FlagChanges;
        foreach (var uid in flags.Each())
        {
            Flags(ref line, uid, announcement, isCondstore, keywords);
        }

        line.Dispose();
    }

    public void Dispose() => view.Dispose();

    private void Flags(ref ReplyWriter line, Uid uid, in Announcement announcement, bool isCondstore, KeywordTable keywords)
    {
        var sequence = view.SequenceOf(uid);
        if (sequence == 0 || !view.TryRead(uid, out var entry))
        {
            return;
        }

        var items = announcement.WithUids || isCondstore ? FetchItems.Uid : FetchItems.None;
        var isKnown = announcement.Known is { } known && known.Contains(uid) && entry.ModSeq == announcement.KnownAt;
        if (!isKnown)
        {
            items |= FetchItems.Flags;
        }
        else if (!isCondstore)
        {
            return;
        }

        // RFC 7162 §3.1: in all untagged FETCH responses from then on, and for STORE with .SILENT alone.
        items |= isCondstore ? FetchItems.ModSeq : FetchItems.None;
        FetchText.Begin(ref line, sequence);
        FetchText.Items(ref line, items, entry, view.IsRecent(uid), keywords);
        FetchText.End(ref line);
    }
}
