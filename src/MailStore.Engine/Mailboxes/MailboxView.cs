using System.Buffers;
using System.Collections.Immutable;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Search.Planning;
using MailStore.Log.Devices;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// One session's picture: the version of the sequence that its client was told, and how far it was told the rest. Besides that it
/// holds nothing, so a thousand of them cost what one does.
/// </summary>
internal sealed class MailboxView : IMailboxView
{
    private readonly Mailbox _mailbox;
    private SeenVersion _seen;
    private UidSequence _told = null!;
    private RecentMessages _recent;
    private ViewWait? _wait;
    private ModSeq _firstWithheld;
    private MessageContent? _spare;
    private Action<MessageContent>? _keep;
    private int _isListed;
    private bool _isDisposed;

    public MailboxView(Mailbox mailbox, bool isReadOnly)
    {
        _mailbox = mailbox;
        IsReadOnly = isReadOnly;
    }

    public IMailbox Mailbox => _mailbox;

    public bool IsReadOnly { get; }

    public int Count => _told.Count;

    public int RecentCount => _recent.Count(_told);

    public ModSeq SyncedTo => _firstWithheld.IsNone ? _seen.HighestModSeq : new(_firstWithheld.Value - 1);

    public bool HasNews => _mailbox.News != _seen.News || !_firstWithheld.IsNone || _mailbox.Host.Fault is not null;

    /// <summary>Why nothing more comes; null while the volume is open.</summary>
    public StoreUnavailableException? Unavailable => _mailbox.Host.Fault is null ? null : _mailbox.Unavailable();

    /// <summary>Where <see cref="ViewList"/> has it.</summary>
    public int Place { get; set; } = -1;

    /// <summary>It is on the list of those that wait.</summary>
    public bool IsListed => Volatile.Read(ref _isListed) != 0;

    /// <summary>The one that <see cref="WaitingViews"/> has below it.</summary>
    public MailboxView? Below { get; set; }

    /// <summary>It was told what went up to this mod-sequence.</summary>
    public ModSeq Told { get; set; }

    /// <summary>What the writer has said to be recent to it, durable or not yet. Guarded by the mailbox' gate.</summary>
    public List<UidRange> Claimed { get; } = new(0);

    public Uid UidAt(int sequence) => _told.At(sequence);

    public int SequenceOf(Uid uid) => _told.IndexOf(uid);

    public int CountUpTo(Uid uid) => _told.CountUpTo(uid);

    public UidSet Existing(UidSet uids) => uids.IsOne && _told.Contains(uids.Ranges[0].First) ? uids : _told.Intersect(uids);

    public bool IsRecent(Uid uid) => _recent.Has(uid) && _told.Contains(uid);

    public bool TryRead(Uid uid, out MessageEntry entry)
    {
        var isThere = TryGetSlot(uid, out var slot);
        entry = isThere ? slot.ToEntry() : default;
        return isThere;
    }

    public int Read(int sequence, Span<MessageEntry> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        if (sequence > Count || into.IsEmpty)
        {
            return 0;
        }

        var chunk = _mailbox.Host.Pools.Chunks.Take();
        var reader = new SlotRun(_mailbox, _told, _told.At(sequence), chunk);
        var count = 0;
        while (count < into.Length && reader.MoveNext())
        {
            into[count++] = reader.Current.ToEntry();
        }

        _mailbox.Host.Pools.Chunks.Return(chunk);
        return count;
    }

    public int UniqueIdOf(Uid uid, Span<byte> into) => _told.Contains(uid) ? _mailbox.UniqueIdOf(uid, into) : 0;

    public ValueTask<IMessageContent?> OpenAsync(Uid uid, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!TryGetSlot(uid, out var slot))
        {
            return default;
        }

        // One that this session has closed: nobody else's is used again, whatever a front end does with one that it gave back.
        var content = Interlocked.Exchange(ref _spare, null) ?? new MessageContent(_keep ??= content => _spare = content, _mailbox.Host.Unreadable);
        try
        {
            content.Open(_mailbox.Host.OpenBody(slot.Body, content.Closed), slot.Size);
            return new(content);
        }
        catch (StorageFaultException fault)
        {
            throw _mailbox.Host.Unreadable(fault);
        }
    }

    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        _mailbox.ChangeFlags(uids, mode, flags, unchangedSince, withGhosts: true);

    public bool TryReadFacts(Uid uid, IBufferWriter<byte> into)
    {
        try
        {
            return TryGetSlot(uid, out var slot) && _mailbox.Host.TryReadTail(slot.Body, slot.Size, into);
        }
        catch (StorageFaultException fault)
        {
            throw _mailbox.Host.Unreadable(fault);
        }
    }

    public bool TryReadKept(Uid uid, UInt128 kind, IBufferWriter<byte> into) =>
        TryGetSlot(uid, out var slot) && _mailbox.Host.Pieces.TryRead(slot.Body, kind, into);

    public void Keep(Uid uid, UInt128 kind, ReadOnlySpan<byte> octets)
    {
        if (TryGetSlot(uid, out var slot))
        {
            _mailbox.Host.Pieces.Keep(slot.Body, kind, octets);
        }
    }

    public ValueTask<SearchAnswer> SearchAsync(SearchNode query, SearchTrace? trace = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var chunk = _mailbox.Host.Pools.Chunks.Take();
        try
        {
            var searched = new SearchedView(_mailbox, _told, _recent, chunk);
            using var index = _mailbox.Host.Search?.Open(searched);
            var answer = new SearchPlan(searched, MessageDomain.Of(_told), index, trace, cancellation).Run(query);
            if (!answer.Open.IsEmpty || _mailbox.Host.Search?.HasWork(_mailbox.Id) == true)
            {
                // Perhaps they are not indexed yet, or not any more.
                _mailbox.Host.Tell(_mailbox);
            }

            return new(answer);
        }
        finally
        {
            _mailbox.Host.Pools.Chunks.Return(chunk);
        }
    }

    public ValueTask<IReadOnlyList<byte[][]>> ReadColumnsAsync(uint wanted, CancellationToken cancellation = default)
    {
        if (_mailbox.Host.Search is not { } search)
        {
            return new([]);
        }

        var columns = ReadColumns(search, wanted, cancellation);
        if (Count > 0 && (search.HasWork(_mailbox.Id) || search.Lacks(_mailbox.Id, UidAt(Count))))
        {
            // What no segment has is read in the messages. An old or damaged one may just have gone.
            _mailbox.Host.Tell(_mailbox);
        }

        return new(columns);
    }

    public ValueTask WaitAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellation);
        }

        if (Unavailable is { } fault)
        {
            return ValueTask.FromException(fault);
        }

        _wait ??= new ViewWait(this);
        _mailbox.Await(this);
        return HasNews ? default : _wait.Begin(cancellation);
    }

    public ViewChanges Sync(bool withExpunges)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var now = _mailbox.Current;
        if (now.IsDeleted)
        {
            // Of what came before the end nothing is told any more.
            _seen = SeenVersion.Of(now) with { HighestModSeq = SyncedTo };
            _firstWithheld = default;
            return new() { IsMailboxGone = true };
        }

        if (now.News == _seen.News && (_firstWithheld.IsNone || !withExpunges))
        {
            return ViewChanges.None;
        }

        var changes = Difference(now, withExpunges, out var vanished);
        Follow(now, vanished, withExpunges, changes.HasArrivals);
        return changes;
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _mailbox.Close(this);
            _wait?.Complete();
        }
    }

    /// <summary>Under the mailbox' gate: this is what it numbers.</summary>
    public void Begin(in MailboxVersion version)
    {
        _seen = SeenVersion.Of(version);
        _told = version.Sequence;
        Told = version.HighestModSeq;
        if (IsReadOnly)
        {
            _recent.Add(version.RecentFrom, version.Status.UidNext);
        }

        TakeClaimed();
    }

    /// <summary>Under the mailbox' gate: what was claimed for it is recent to it.</summary>
    public void TakeClaimed()
    {
        foreach (var range in Claimed)
        {
            _recent.Add(range.First, new(range.Last.Value + 1));
        }

        Claimed.Clear();
    }

    /// <summary>False if it is on the list of those that wait already. A full fence either way.</summary>
    public bool TryList() => Interlocked.Exchange(ref _isListed, 1) == 0;

    /// <summary>Off the list, and out of the wait, if it is in one.</summary>
    public void Wake()
    {
        Interlocked.Exchange(ref _isListed, 0);
        _wait?.Complete();
    }

    private ViewChanges Difference(in MailboxVersion now, bool withExpunges, out UidSet vanished)
    {
        // Who keeps up is told of news one by one, and most bring messages or flags.
        vanished = now.News == _seen.News + 1 && !now.HasLost && _firstWithheld.IsNone ? UidSet.Empty : SequenceChange.Vanished(_told, now.Sequence);
        var first = _seen.UidNext;
        var hasArrivals = now.Sequence.Count > now.Sequence.CountUpTo(new(first.Value - 1));
        return new()
        {
            Vanished = withExpunges ? vanished : UidSet.Empty,
            Expunged = withExpunges ? NumbersOf(vanished) : [],
            HasArrivals = hasArrivals,
            FlagChanges = first > Uid.First ? FlagChanges(now, new(first.Value - 1), withExpunges) : UidSet.Empty,
            HasNewKeywords = now.Status.Keywords.Count > _seen.Keywords,
        };
    }

    // The highest first: then none shifts another (RFC 9051 §7.5.1).
    private ImmutableArray<int> NumbersOf(UidSet vanished)
    {
        if (vanished.IsEmpty)
        {
            return [];
        }

        var numbers = ImmutableArray.CreateBuilder<int>((int)vanished.Count);
        for (var place = vanished.Ranges.Length - 1; place >= 0; place--)
        {
            // What lies between is numbered without a gap: each UID of a range that vanished was there.
            var range = vanished.Ranges[place];
            var last = _told.IndexOf(range.Last);
            for (var number = last; number > last - range.Count; number--)
            {
                numbers.Add(number);
            }
        }

        return numbers.MoveToImmutable();
    }

    private UidSet FlagChanges(in MailboxVersion now, Uid last, bool withExpunges)
    {
        var changed = now.News == _seen.News + 1 ? now.Changed : _mailbox.Changes(_seen.News, now.News) ?? _mailbox.ChangedSince(_seen.HighestModSeq);

        // One message, as most often: the set is there already.
        if (changed.IsOne)
        {
            var uid = changed.Ranges[0].First;
            changed = uid <= last && now.Sequence.Contains(uid) ? changed : UidSet.Empty;
        }
        else
        {
            changed = changed.IsEmpty ? changed : now.Sequence.Intersect(changed.Intersect(UidSet.OfRanges(new UidRange(Uid.First, last))));
        }

        // RFC 2180 §4.2: what others store to messages that went is told to whoever numbers them.
        var stored = withExpunges ? UidSet.Empty : _mailbox.Ghosts.StoredSince(_seen.HighestModSeq);
        return stored.IsEmpty ? changed : changed.Union(_told.Intersect(stored));
    }

    private void Follow(in MailboxVersion now, UidSet vanished, bool withExpunges, bool hasArrivals)
    {
        var from = _seen.UidNext;
        if (withExpunges || vanished.IsEmpty)
        {
            _told = now.Sequence;
            _firstWithheld = default;
        }
        else
        {
            _told = hasArrivals ? SequenceChange.Extend(_told, now.Sequence, from) : _told;
            if (_firstWithheld.IsNone)
            {
                _firstWithheld = VanishedLog.FirstOf(vanished, _mailbox.Host.Index, _mailbox.Id, now.VanishedPages, Told);
            }
        }

        if (IsReadOnly)
        {
            _recent.Add(now.RecentFrom > from ? now.RecentFrom : from, now.Status.UidNext);
        }

        _seen = SeenVersion.Of(now);
        _mailbox.Synced(this, _firstWithheld.IsNone ? now.HighestModSeq : Told);
    }

    private IReadOnlyList<byte[][]> ReadColumns(SearchIndex search, uint wanted, CancellationToken cancellation)
    {
        var chunk = _mailbox.Host.Pools.Chunks.Take();
        try
        {
            using var index = search.Open(new SearchedView(_mailbox, _told, _recent, chunk));
            return index?.ReadColumns(wanted, cancellation) ?? [];
        }
        finally
        {
            _mailbox.Host.Pools.Chunks.Return(chunk);
        }
    }

    private bool TryGetSlot(Uid uid, out MessageSlot slot)
    {
        slot = default;
        if (!_told.Contains(uid))
        {
            return false;
        }

        var chunk = _mailbox.Host.Pools.Chunks.Take();
        var isThere = _mailbox.TryGetSlot(uid, chunk, out slot);
        _mailbox.Host.Pools.Chunks.Return(chunk);
        return isThere;
    }
}
