using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Session;

/// <summary>The selected mailbox as this client was told of it.</summary>
internal sealed class SelectedMailbox(IMailboxView view, Tolerances tolerances) : IDisposable
{
    // The same for every command, so that naming messages costs no memory.
    private readonly MessageSet _messages = new();

    public IMailboxView View => view;

    public IMailbox Mailbox => view.Mailbox;

    public bool IsReadOnly => view.IsReadOnly;

    /// <summary>RFC 5182 §2.1: what <c>$</c> stands for; nothing, until a search was saved. Messages may be gone since.</summary>
    public UidSet Saved { get; set; } = UidSet.Empty;

    /// <summary>RFC 5267 §4.3; null as long as there are none.</summary>
    public IResultContexts? Contexts { get; set; }

    /// <summary>The client has something to hear, which may be much.</summary>
    public bool HasNews => !IsGone && (view.HasNews || Contexts is { HasNews: true });

    /// <summary>It was deleted, and the client cannot go on with it (RFC 2180 §3).</summary>
    public bool IsGone { get; private set; }

    /// <summary>The messages that a command names; see <see cref="MessageSet"/>.</summary>
    /// <remarks>They are good until the next ones are resolved: a command names messages once.</remarks>
    public bool TryResolve(in SequenceSet given, Frame frame, bool isUid, out MessageSet messages)
    {
        messages = _messages;
        return _messages.TryResolve(given, frame, isUid, view, Saved, isStrict: (tolerances & Tolerances.StarBeyondTheEnd) == Tolerances.None);
    }

    /// <summary>Goes on to the newest state and writes what the client has to know of it.</summary>
    /// <param name="events">What it wants to know. Of nothing: then it stays where it is.</param>
    /// <returns>The first message that is new to it, if there is one.</returns>
    public Uid Tell(Outbox output, in Announcement announcement, SessionFeatures features, MessageEvents events)
    {
        events |= announcement.IsOwn ? MessageEvents.All : MessageEvents.None;
        var last = view.Count > 0 ? view.UidAt(view.Count) : default;
        var changes = events != MessageEvents.None && view.HasNews ? view.Sync(announcement.WithExpunges) : ViewChanges.None;
        IsGone |= changes.IsMailboxGone || Mailbox.IsDeleted;
        if (changes.IsEmpty && announcement.Also is null)
        {
            return default;
        }

        var line = output.Write();
        Contexts?.Leave(ref line, changes, features);
        WriteGone(ref line, changes, features);
        if (changes.HasArrivals)
        {
            Untagged.Exists(ref line, view.Count);
            if ((features & SessionFeatures.Rev2) == SessionFeatures.None)
            {
                Untagged.Recent(ref line, view.RecentCount);
            }
        }

        // RFC 9051 §7.3.5: before a flag is used that the client has not heard of.
        var keywords = Mailbox.Status.Keywords;
        if (changes.HasNewKeywords)
        {
            Untagged.Flags(ref line, keywords);
            Untagged.PermanentFlags(ref line, keywords, IsReadOnly);
        }

        var changed = (events & MessageEvents.Flags) != MessageEvents.None ? changes.FlagChanges : UidSet.Empty;
        var flags = announcement.Also is { } also ? changed.Union(view.Existing(also)) : changed;
        foreach (var uid in flags.Each())
        {
            Flags(ref line, uid, announcement, features, ref keywords);
        }

        line.Dispose();
        var told = changes.HasArrivals ? view.CountUpTo(last) : view.Count;
        var first = told < view.Count ? view.UidAt(told + 1) : default;
        Contexts?.Note(changes.FlagChanges, first.IsNone ? UidSet.Empty : UidSet.OfRanges(new UidRange(first, view.UidAt(view.Count))));
        return first;
    }

    /// <summary>RFC 9051 has no \Recent.</summary>
    public bool IsShownRecent(Uid uid, SessionFeatures features) => (features & SessionFeatures.Rev2) == SessionFeatures.None && view.IsRecent(uid);

    public void Dispose()
    {
        Contexts?.Dispose();
        view.Dispose();
    }

    private static void WriteGone(ref ReplyWriter line, ViewChanges changes, SessionFeatures features)
    {
        // RFC 7162 §3.2.10.2, RFC 9586 §3.5
        if ((features & (SessionFeatures.Qresync | SessionFeatures.UidOnly)) != SessionFeatures.None)
        {
            if (!changes.Vanished.IsEmpty)
            {
                Untagged.Vanished(ref line, changes.Vanished, isEarlier: false);
            }

            return;
        }

        foreach (var sequence in changes.Expunged)
        {
            Untagged.Expunge(ref line, sequence);
        }
    }

    private void Flags(ref ReplyWriter line, Uid uid, in Announcement announcement, SessionFeatures features, ref KeywordTable told)
    {
        var isCondstore = (features & SessionFeatures.Condstore) != SessionFeatures.None;
        var sequence = view.SequenceOf(uid);
        if (sequence == 0 || !view.TryRead(uid, out var entry))
        {
            return;
        }

        // The message may be newer than what was told: the table that is read behind it has all its keywords.
        var keywords = Mailbox.Keywords;
        if (keywords.Count > told.Count)
        {
            told = keywords;
            Untagged.Flags(ref line, keywords);
            Untagged.PermanentFlags(ref line, keywords, IsReadOnly);
        }

        // RFC 9051 §7.5.2: with IMAP4rev2 always; RFC 7162 §3.2.4 with QRESYNC, and it harms nobody else.
        var isIdentified = announcement.WithUids || isCondstore || (features & SessionFeatures.Rev2) != SessionFeatures.None;
        var items = isIdentified ? FetchItems.Uid : FetchItems.None;
        var isKnown = announcement.Known is { } known && known.Contains(uid) && entry.ModSeq == announcement.KnownAt;
        if (!isKnown)
        {
            items |= FetchItems.Flags;
        }
        else if (!isCondstore || announcement.TellsKnownItself)
        {
            return;
        }

        // RFC 7162 §3.1: in all untagged FETCH responses from then on, and for STORE with .SILENT alone.
        items |= isCondstore ? FetchItems.ModSeq : FetchItems.None;
        FetchText.Begin(ref line, sequence, uid, features);
        FetchText.Items(ref line, items, entry, IsShownRecent(uid, features), keywords);
        FetchText.End(ref line);
    }
}
