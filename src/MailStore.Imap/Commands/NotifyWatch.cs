using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;

namespace MailStore.Imap.Commands;

/// <summary>
/// A session that is told of what happens in its account. The account says on its writer's thread that something has; a turn of
/// the pool then interrupts the session's wait for its client, and the session tells what is new. There is no thread and no
/// timer for each session, and what is not watched wakes nobody.
/// </summary>
internal sealed class NotifyWatch(ImapSession session, NotifyWish wish) : INotifications, IThreadPoolWorkItem
{
    private readonly NotifyNews _news = new(session.Limits.NotifiedMailboxesMax);
    private readonly OwnNames _ownNames = new(session.Limits.NotifiedMailboxesMax);
    private NotifyWish _wish = wish;
    private ImmutableDictionary<MailboxId, WatchedMailbox> _watched = ImmutableDictionary<MailboxId, WatchedMailbox>.Empty;
    private ImmutableArray<MailboxEntry> _tree = [];
    private IDisposable? _watch;
    private UidSet _own = UidSet.Empty;
    private Uid _arrived;
    private ModSeq _withheldAt;
    private bool _isOwnAccount;
    private int _hasNews;
    private int _isQueued;

    public MessageEvents Selected => _wish.Selected;

    public bool HasNews => Volatile.Read(ref _hasNews) != 0
        || !_arrived.IsNone
        || (Selected != MessageEvents.None && session.Selected is { View.HasNews: true });

    /// <returns>Not null if it would be too much.</returns>
    public async ValueTask<Reply?> BeginAsync(bool tellsStatus)
    {
        _tree = session.Account.Tree;
        if (_wish.IsNone)
        {
            return null;
        }

        // First the watch, then the look: what happens in between is told once too often rather than never.
        _watch = session.Account.Watch(Hear);
        if (!await WatchAsync(isNew: false))
        {
            return Reply.No(CodeKind.NotificationOverflow, "Those are too many mailboxes to watch");
        }

        foreach (var watched in _watched.Values.OrderBy(watched => watched.Name))
        {
            if (tellsStatus && session.Selected?.Mailbox.Id != watched.Mailbox.Id)
            {
                NotifyText.Status(session, watched.Name, watched.Told, watched.Events);
            }
        }

        return null;
    }

    public async ValueTask TellAsync(ImapSession session)
    {
        Volatile.Write(ref _hasNews, 0);
        var (mailboxes, metadata, hasTree, hasOverflow) = _news.Take();
        if (hasOverflow)
        {
            Overflow();
            return;
        }

        if (hasTree)
        {
            await TellTreeAsync();
        }

        foreach (var change in metadata)
        {
            TellMetadata(change);
        }

        foreach (var id in mailboxes)
        {
            TellStatus(id);
        }

        _ownNames.Clear();
        _isOwnAccount = false;
        await TellSelectedAsync();
    }

    public void Leave(IMailbox mailbox)
    {
        _arrived = default;
        if (_watched.TryGetValue(mailbox.Id, out var watched))
        {
            _watched = _watched.SetItem(mailbox.Id, watched with { Told = mailbox.Status });
        }
    }

    public void Arrived(Uid first)
    {
        if (_wish.Arrivals is not null && _arrived.IsNone)
        {
            _arrived = first;
        }
    }

    public void Made(MailboxId mailbox, UidSet uids)
    {
        // RFC 5465 §5.2: of what this client put there itself no FETCH is told.
        if (session.Selected is { } selected && selected.Mailbox.Id == mailbox)
        {
            _own = _own.Union(uids);
            return;
        }

        // Only if nothing else has happened there: or that would never be told.
        if (!uids.IsEmpty && _watched.TryGetValue(mailbox, out var watched) && watched.IsNextAfter(uids))
        {
            _watched = _watched.SetItem(mailbox, watched with { Told = watched.Mailbox.Status });
        }
    }

    public void Made(MailboxName? name)
    {
        if (name is { } one && !_wish.IsNone)
        {
            _ownNames.Add(one);
        }

        _isOwnAccount |= name is null;
    }

    /// <summary>In a turn of the pool: the account's writer has better things to do.</summary>
    public void Execute()
    {
        Volatile.Write(ref _isQueued, 0);
        session.Interrupt();
    }

    public void Dispose() => _watch?.Dispose();

    // On the writer's thread.
    private void Hear(AccountChange change)
    {
        var isOfMessages = change.Entries is null && !change.Mailbox.IsNone;
        if (isOfMessages && session.Selected?.Mailbox.Id != change.Mailbox && !_watched.ContainsKey(change.Mailbox))
        {
            return;
        }

        _ = _news.Add(change);
        Volatile.Write(ref _hasNews, 1);
        if (Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    // Looks at all mailboxes whose messages are watched, and forgets the others. False if there are too many.
    private async ValueTask<bool> WatchAsync(bool isNew)
    {
        var watched = ImmutableDictionary.CreateBuilder<MailboxId, WatchedMailbox>();
        foreach (var entry in _tree.Where(entry => entry.Exists))
        {
            var events = _wish.EventsOf(entry.Name, entry.IsSubscribed) & WatchedEvents.Messages;
            if (events == WatchedEvents.None)
            {
                continue;
            }

            if (watched.Count >= session.Limits.NotifiedMailboxesMax)
            {
                return false;
            }

            if (_watched.TryGetValue(entry.Id, out var old))
            {
                watched.Add(entry.Id, old with { Name = entry.Name, Events = events });
            }
            else if (await session.Account.OpenAsync(entry.Id) is { } mailbox)
            {
                var status = mailbox.Status;
                var told = isNew ? status with { Messages = 0, UidNext = Uid.First, Unseen = 0 } : status;
                watched.Add(entry.Id, new(entry.Name, mailbox, events, told));
            }
        }

        _watched = watched.ToImmutable();
        return true;
    }

    // RFC 5465 §5.8: as NOTIFY NONE from here on.
    private void Overflow()
    {
        Dispose();
        _wish = NotifyWish.None;
        _watched = _watched.Clear();
        session.Say(Reply.Ok(CodeKind.NotificationOverflow, "More happens than can be told: nothing is told any more"));
    }

    private async ValueTask TellTreeAsync()
    {
        var (before, after) = (_tree, session.Account.Tree);
        _tree = after;
        foreach (var happened in _wish.Wants(WatchedEvents.MailboxName | WatchedEvents.SubscriptionChange) ? TreeDifference.Of(before, after) : [])
        {
            // Who is not subscribed any more was, when it happened.
            var isSubscribed = happened.Now.IsSubscribed || happened.Kind == WatchedEvents.SubscriptionChange;
            if (!_ownNames.Contains(happened.Cause) && (_wish.EventsOf(happened.Now.Name, isSubscribed) & happened.Kind) != WatchedEvents.None)
            {
                NotifyText.Name(session, happened);
            }
        }

        TellUses(before);
        var known = _watched;
        if (!await WatchAsync(isNew: true))
        {
            Overflow();
            return;
        }

        foreach (var (id, _) in _watched.Where(watched => !known.ContainsKey(watched.Key)).ToList())
        {
            TellStatus(id);
        }
    }

    // RFC 6154 §4: uses are metadata too, but live in the tree.
    private void TellUses(ImmutableArray<MailboxEntry> before)
    {
        if (!_wish.Wants(WatchedEvents.MailboxMetadata))
        {
            return;
        }

        var uses = before.Where(entry => entry.Exists).ToDictionary(entry => entry.Id, entry => entry.Uses);
        foreach (var entry in _tree)
        {
            if (uses.TryGetValue(entry.Id, out var old) && old != entry.Uses)
            {
                TellMetadata(new(entry.Id) { Entries = [MetadataNames.SpecialUse] });
            }
        }
    }

    private void TellStatus(MailboxId id)
    {
        if (session.Selected?.Mailbox.Id == id || !_watched.TryGetValue(id, out var watched))
        {
            return;
        }

        var now = watched.Mailbox.Status;
        NotifyText.Change(session, watched.Name, watched.Told, now, watched.Events);
        _watched = _watched.SetItem(id, watched with { Told = now });
    }

    private void TellMetadata(in AccountChange change)
    {
        if (change.Mailbox.IsNone)
        {
            if (_wish.Wants(WatchedEvents.ServerMetadata) && !_isOwnAccount)
            {
                NotifyText.Metadata(session, mailbox: null, change.Entries!);
            }

            return;
        }

        foreach (var entry in _tree)
        {
            if (entry.Id == change.Mailbox && !_ownNames.Contains(entry.Name)
                && (_wish.EventsOf(entry.Name, entry.IsSubscribed) & WatchedEvents.MailboxMetadata) != WatchedEvents.None)
            {
                NotifyText.Metadata(session, entry.Name, change.Entries!);
            }
        }
    }

    private async ValueTask TellSelectedAsync()
    {
        if (session.Selected is not { } selected)
        {
            return;
        }

        // RFC 5465 §6.1.2
        var isWithheld = _wish.IsDelayed && !session.IsIdling;
        session.Tell(new Announcement { WithExpunges = !isWithheld });
        if (selected.IsGone)
        {
            // RFC 2180 §3.3
            session.SayBye(CodeKind.None, "The mailbox was deleted");
            return;
        }

        if (_wish.Arrivals is { } plan && !_arrived.IsNone)
        {
            var first = selected.View.CountUpTo(new(_arrived.Value - 1)) + 1;
            _arrived = default;
            await Fetch.TellAsync(session, MessageSet.From(first, selected.View, except: _own), plan);
        }

        _own = UidSet.Empty;
        if (isWithheld && selected.Mailbox.Status.HighestModSeq is var newest && newest != _withheldAt)
        {
            // Once for each commit: what is withheld stays so until a command lets it be told.
            _withheldAt = newest;
            session.TellWithheld();
        }

        // RFC 5465 §5.3: behind the FETCH.
        await session.TellResultsAsync();
    }
}
