using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Planning;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// A mailbox as all sessions share it: the newest version that is durable, the views on it, and what those still need of what is
/// gone. The gate is held for a few steps at a time, never while anything is read or written.
/// </summary>
internal sealed class Mailbox : IMailbox
{
    private readonly Lock _gate = new();
    private readonly IMailboxHost _host;
    private readonly MailboxState _state;
    private readonly ViewList _views = new();
    private readonly List<MailboxView> _writers = [];
    private readonly ChangeRing _ring = new();
    private readonly WaitingViews _waiting = new();
    private readonly PublishedVersion _published;
    private ChunkSummaries? _summaries;
    private int _isLookedAt;
    private MailboxVersion? _settled;

    // As sessions see them; as the batch had them that is on its way to the disk; as the writer has them.
    private Ghosts _ghosts = Ghosts.None;
    private Ghosts _settledGhosts = Ghosts.None;
    private Ghosts _decidedGhosts = Ghosts.None;

    public Mailbox(MailboxState state, IMailboxHost host, in MailboxVersion current)
    {
        _state = state;
        _host = host;
        _published = new(current);
    }

    public MailboxId Id => _state.Id;

    /// <summary>As long as somebody has it open.</summary>
    public ChunkSummaries Summaries
    {
        get
        {
            if (Volatile.Read(ref _summaries) is { } there)
            {
                return there;
            }

            var made = new ChunkSummaries();
            return Interlocked.CompareExchange(ref _summaries, made, null) ?? made;
        }
    }

    public MailboxStatus Status => Current.Status;

    public KeywordTable Keywords => _state.Keywords;

    public bool IsDeleted => Current.IsDeleted;

    public MailboxVersion Current => _published.Read();

    /// <summary>Of <see cref="Current"/>.</summary>
    public long News => _published.News;

    public Ghosts Ghosts => Volatile.Read(ref _ghosts);

    /// <summary>The same as the writer has them: with flags that are not published yet.</summary>
    public Ghosts DecidedGhosts => Volatile.Read(ref _decidedGhosts);

    public IMailboxHost Host => _host;

    public bool HasViews
    {
        get
        {
            lock (_gate)
            {
                return _views.Count > 0;
            }
        }
    }

    public bool HasWritingView
    {
        get
        {
            lock (_gate)
            {
                return _writers.Count > 0;
            }
        }
    }

    public async ValueTask<IMailboxView> OpenViewAsync(bool isReadOnly, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _isLookedAt, 1) == 0)
        {
            // What was brought here while nothing made an index waits for this.
            _host.Tell(this);
        }

        var view = new MailboxView(this, isReadOnly);
        if (isReadOnly)
        {
            Open(view);
            return view;
        }

        if (TryOpenWriter(view))
        {
            return view;
        }

        var request = new RecentRequest(_state, view);
        if (!_host.TrySubmit(request))
        {
            throw Unavailable();
        }

        return await request.Ticket;
    }

    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        ChangeFlags(uids, mode, flags, unchangedSince, withGhosts: false);

    /// <param name="withGhosts">Also of messages that went: whoever asks still numbers them.</param>
    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince, bool withGhosts)
    {
        var request = _host.Pools.Flags.Take().Set(_state, uids, mode, flags, unchangedSince, withGhosts);
        var ticket = request.Ticket;
        if (_host.TrySubmit(request))
        {
            return ticket;
        }

        request.Drop();
        return Refused(new FlagResult(Refusal.Busy, UidSet.Empty, UidSet.Empty, Status.HighestModSeq));
    }

    public CommitTicket<ExpungeResult> Expunge(UidSet? only = null)
    {
        var request = new ExpungeRequest(_state, only);
        return _host.TrySubmit(request) ? request.Ticket : Refused(new ExpungeResult(Refusal.Busy, UidSet.Empty, Status.HighestModSeq));
    }

    public UidSet ChangedSince(ModSeq modSeq)
    {
        var chunk = _host.Pools.Chunks.Take();
        var changed = ChangedScan.Since(Current.Sequence, _host.Index, modSeq, chunk);
        _host.Pools.Chunks.Return(chunk);
        return changed;
    }

    public UidSet VanishedSince(ModSeq modSeq) => VanishedLog.Since(_host.Index, Id, Current.VanishedPages, modSeq);

    /// <summary>What is wrong with its records, a sentence each. For when nothing changes it.</summary>
    public IReadOnlyList<string> Check(bool withBodies) => MailboxCheck.Run(this, withBodies);

    /// <summary>The messages as they are now or, if a view may still number them, as they were when they went.</summary>
    public bool TryGetSlot(Uid uid, SlotChunk chunk, out MessageSlot slot)
    {
        if (chunk.TryLoad(_host.Index, Id, SlotChunk.NumberOf(uid)) && chunk.Has(SlotChunk.BitOf(uid)))
        {
            ref var record = ref chunk.At(SlotChunk.BitOf(uid));
            slot = record.ToSlot(uid, record.HasMoreKeywords ? KeywordRecords.LoadMore(_host.Index, Id, uid) : []);
            return true;
        }

        return Ghosts.TryFind(uid, out slot);
    }

    /// <summary>Octets of the unique id that a message came with, if a view may still number it; 0 without one.</summary>
    public int UniqueIdOf(Uid uid, Span<byte> into)
    {
        var buffer = _host.Pools.Buffers.Take();
        var count = UniqueIdRecords.Read(_host.Index, Id, uid, buffer, into);
        _host.Pools.Buffers.Return(buffer);
        return count > 0 ? count : Ghosts.UniqueIdOf(uid).Write(into);
    }

    /// <summary>Octets of a message; 0 if it is not there.</summary>
    public long SizeOf(Uid uid)
    {
        var chunk = _host.Pools.Chunks.Take();
        var size = TryGetSlot(uid, chunk, out var slot) ? slot.Size : 0;
        _host.Pools.Chunks.Return(chunk);
        return size;
    }

    /// <summary>The writer: a batch is decided, and this is what it made of the mailbox.</summary>
    public void Settle(in MailboxVersion version)
    {
        lock (_gate)
        {
            (_settled, _settledGhosts) = (version, _decidedGhosts);
        }
    }

    /// <summary>The writer: that batch is durable.</summary>
    public void Publish()
    {
        bool isOfIndex;
        lock (_gate)
        {
            if (_settled is not { } version)
            {
                return;
            }

            _settled = null;
            var before = Current;
            isOfIndex = version.Status.UidNext != before.Status.UidNext || version.IsDeleted;
            if (_views.Count == 0)
            {
                _ring.Forget(version.News);
                DropGhosts(version.HighestModSeq);
            }
            else if (version.News != before.News)
            {
                _ring.Add(version.News, version.Changed);
            }

            Volatile.Write(ref _ghosts, _settledGhosts);
            _published.Write(version);
        }

        if (isOfIndex)
        {
            _isLookedAt = 1;
            _host.Tell(this);
        }

        _waiting.Wake();
    }

    /// <summary>The writer: what goes stays readable to views that number it, and to those that are opened before the batch is durable.</summary>
    public void Keep(GhostBatch batch)
    {
        lock (_gate)
        {
            var (ghosts, settled) = (_ghosts, _settledGhosts);
            Volatile.Write(ref _ghosts, ghosts.With(batch));
            _settledGhosts = ReferenceEquals(settled, ghosts) ? _ghosts : settled.With(batch);
            _decidedGhosts = ReferenceEquals(_decidedGhosts, settled) ? _settledGhosts : _decidedGhosts.With(batch);
        }
    }

    /// <summary>The writer: messages that went, but that some view still numbers, get other flags; seen when the batch is durable.</summary>
    public void ChangeGhosts(in FlagsChange change)
    {
        lock (_gate)
        {
            _decidedGhosts = _decidedGhosts.With(change);
        }
    }

    /// <summary>The writer: these are recent to the view that may write and was opened first.</summary>
    public void Claim(UidRange uids)
    {
        lock (_gate)
        {
            if (_writers.Count > 0 && uids.First <= uids.Last)
            {
                _writers[0].Claimed.Add(uids);
            }
        }
    }

    /// <summary>The writer: what arrives from here on may be recent to this view.</summary>
    public void AddWriter(MailboxView view)
    {
        lock (_gate)
        {
            _writers.Add(view);
        }
    }

    /// <summary>The view begins with the newest version.</summary>
    public void Open(MailboxView view)
    {
        lock (_gate)
        {
            _views.Add(view);
            view.Begin(Current);
        }
    }

    /// <summary>What became of flags between two versions; false if the records must be looked through.</summary>
    public UidSet? Changes(long after, long upTo)
    {
        lock (_gate)
        {
            return _ring.Fold(after, upTo);
        }
    }

    /// <summary>The view was told of all that went up to a mod-sequence, and takes what was claimed for it.</summary>
    public void Synced(MailboxView view, ModSeq told)
    {
        // Both are there before the version that the view has gone on to was published, so nothing is missed here; a thousand views
        // that are woken at once do not wait for each other.
        if (Ghosts.IsEmpty && view.Claimed.Count == 0)
        {
            view.Told = told;
            return;
        }

        lock (_gate)
        {
            var was = view.Told;
            view.Told = told;
            view.TakeClaimed();
            if (!_ghosts.IsEmpty && was < told)
            {
                DropGhosts(_views.LowestTold());
            }
        }
    }

    public void Close(MailboxView view)
    {
        lock (_gate)
        {
            _views.Remove(view);
            _writers.Remove(view);
            if (_views.Count == 0)
            {
                // What only those who look need.
                _summaries = null;
                _ring.Forget(News);
            }

            if (!_ghosts.IsEmpty)
            {
                DropGhosts(_views.Count == 0 ? Current.HighestModSeq : _views.LowestTold());
            }
        }
    }

    /// <summary>The view is woken by the next news. What has come before it must look for itself, behind this.</summary>
    public void Await(MailboxView view) => _waiting.Add(view);

    /// <summary>The volume has closed: who waits is told so, and views end.</summary>
    public void Fail() => _waiting.Wake();

    /// <summary>
    /// Opens one that may write, where no message is recent to nobody: then there is nothing to take, and nothing to say to the
    /// disk. What the writer has decided and not published yet is taken with what arrives next.
    /// </summary>
    private bool TryOpenWriter(MailboxView view)
    {
        lock (_gate)
        {
            var current = Current;
            if (current.Status.Recent > 0 || current.IsDeleted || _host.Fault is not null)
            {
                return false;
            }

            _writers.Add(view);
            _views.Add(view);
            view.Begin(current);
            return true;
        }
    }

    private void DropGhosts(ModSeq told)
    {
        var (ghosts, settled) = (_ghosts, _settledGhosts);
        Volatile.Write(ref _ghosts, ghosts.After(told, out var gone));

        // The same batches but for flags, so the same pins: they are let go once.
        _settledGhosts = ReferenceEquals(settled, ghosts) ? _ghosts : settled.After(told, out _);
        _decidedGhosts = ReferenceEquals(_decidedGhosts, settled) ? _settledGhosts : _decidedGhosts.After(told, out _);
        foreach (var batch in gone)
        {
            batch.Dispose();
        }
    }

    private CommitTicket<T> Refused<T>(T busy) =>
        _host.Fault is null ? Ticket.At(busy) : Ticket.Of(ValueTask.FromException<T>(Unavailable()));

    /// <summary>What to tell a session that asked for something just now.</summary>
    public StoreUnavailableException Unavailable() => _host.Fault is { } fault
        ? new($"The volume that holds the account has closed: {fault.Message}", fault)
        : new("Too much waits for the disk just now; try again later.");
}
