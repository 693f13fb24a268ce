using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Accounts;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Building;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Backup;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Operations;
using MailStore.Log.Records;
using MailStore.Log.Volumes;

namespace MailStore.Engine.Volumes;

/// <summary>One volume and the accounts that live in it.</summary>
internal sealed class EngineVolume : IAccountHost, IDisposable
{
    /// <summary>Room in a frame for its header.</summary>
    private const int ChunkOverheadBytes = 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _tail;

    private readonly AccountCache _cache;
    private readonly EngineState _state;
    private readonly DiskGauge _gauge;
    private readonly ReadFaults _unreadable;
    private Volume? _volume;
    private IndexWorker? _indexing;

    private EngineVolume(IStorage storage, int number, EngineOptions options, UploadSetting uploads)
    {
        Number = number;
        Limits = options.Limits;
        Report = options.Report ?? (static _ => { });
        Uploads = uploads;
        _unreadable = new(line => Report($"volume {Number}: {line}"));
        _cache = new(options.Limits.ResidentAccounts);
        Resident = new(options.Limits.ResidentMailboxes);
        Pieces = new(options.Limits.PieceBytes);
        _gauge = new(storage, options.Time, options.Limits.FreeBytesMin);
        Arrivals = new(this);
        Appends = new(() => new AppendMessages(this), 1024);
        Deliveries = new(() => new DeliverMessage(this), 1024);
        _state = new(this);
    }

    public int Number { get; }

    /// <summary>Tells the operator.</summary>
    public Action<string> Report { get; }

    public EngineLimits Limits { get; }

    public UploadSetting Uploads { get; }

    public IIndexReader Index => _state.Replaying ?? Volume.Index;

    public Exception? Fault => _volume?.Fault;

    public bool IsLive => _state.Replaying is null;

    public PieceCache Pieces { get; }

    public MailboxPools Pools { get; } = new();

    public ResidentMailboxes Resident { get; }

    public QuotaReservations Reservations { get; } = new();

    public ChangeWriter Writer { get; } = new();

    public IndexBuffer Buffer { get; } = new();

    public SearchIndex? Search { get; private set; }

    public Arrivals Arrivals { get; }

    public AccountDirectory Directory => _state.Directory;

    public Pool<AppendMessages> Appends { get; }

    public Pool<DeliverMessage> Deliveries { get; }

    public int FrameBytesMax => Volume.Options.FrameBytesMax;

    public int ChunkBytes => FrameBytesMax - ChunkOverheadBytes;

    public Volume Volume => _volume ?? throw new InvalidOperationException("The volume is not open yet.");

    public static EngineVolume Open(IStorage storage, int number, EngineOptions options, UploadSetting uploads)
    {
        var volume = new EngineVolume(storage, number, options, uploads);
        volume._volume = Volume.Open(storage, volume._state, options.Volume, options.Time, options.Mode);
        volume._state.Serve(volume._volume.Index);

        // What replay brought into memory reads the records as the replay had them.
        volume._cache.Clear();
        volume.Resident.Clear();
        volume.OpenSearch(options);
        return volume;
    }

    /// <summary>The number does not matter: it is in no record.</summary>
    public static SalvageReport Salvage(IStorage source, IStorage target, EngineOptions options, Action<long, long>? progress)
    {
        using var volume = new EngineVolume(target, 0, options, new(options.Limits, options.Analyst));
        return VolumeOperations.Salvage(source, target, volume._state, options.Volume, progress);
    }

    public void Tell(IMailbox mailbox) => _indexing?.Tell(mailbox);

    public bool TrySubmit(VolumeRequest request) => Volume.TrySubmit(request);

    public CommitTicket<T> Submit<T>(CommitRequest<T> request, T busy)
    {
        var ticket = request.Ticket;
        return TrySubmit(request) ? ticket : Turned(busy);
    }

    public CommitTicket<T> Turned<T>(T busy) => Volume.Fault is { } fault
        ? Ticket.Of(ValueTask.FromException<T>(new StoreUnavailableException($"The volume that holds the account has closed: {fault.Message}", fault)))
        : Ticket.At(busy);

    public ValueTask<T> Ask<T>(CommitRequest<T> request)
    {
        var ticket = request.Ticket;
        return TrySubmit(request)
            ? ticket.WhenDurable()
            : ValueTask.FromException<T>(Volume.Fault is { } fault
                ? new StoreUnavailableException($"The volume that holds the account has closed: {fault.Message}", fault)
                : new StoreUnavailableException("Too much waits for the disk just now: try again later."));
    }

    public Refusal Pressure() => _gauge.IsLow ? Refusal.Busy : Refusal.None;

    /// <summary>Indexes what waits, by the caller's thread: where no thread of its own does it.</summary>
    public void RunIndexing()
    {
        while (_indexing?.RunOnce() == true)
        {
        }
    }

    /// <summary>The same of mailboxes that nobody has used since the start.</summary>
    public void RunIndexSweep() => _indexing?.RunSweep();

    public bool TryReadQuota(AccountId id, out Quota quota)
    {
        if (_cache.TryFind(id, out var account) && account.Shared.IsPublished)
        {
            quota = account.Shared.Quota;
            return !account.Shared.IsDeleted;
        }

        var buffer = new IndexBuffer();
        var isThere = Index.TryRead(RecordKeys.Header(id), buffer);
        var header = isThere ? AccountHeader.Read(id, buffer.Span) : null;
        quota = header is null ? default : new(header.Limits, header.Bytes, header.Messages, 0);
        return isThere;
    }

    public IBodyReader OpenBody(LogAddress body, IBodyReader? closed) => Volume.OpenBody(body, closed);

    public bool TryReadTail(LogAddress body, long from, IBufferWriter<byte> into)
    {
        if (Pieces.TryRead(body, PieceCache.Facts, into))
        {
            return true;
        }

        var tail = _tail ??= new();
        tail.ResetWrittenCount();
        if (!Volume.TryReadTail(body, from, tail))
        {
            return false;
        }

        Pieces.Keep(body, PieceCache.Facts, tail.WrittenSpan);
        into.Write(tail.WrittenSpan);
        return true;
    }

    public StoreUnavailableException Unreadable(StorageFaultException fault) => _unreadable.Told(fault);

    public IDisposable? Pin(IReadOnlyList<LogAddress> bodies) => Volume.PinSegmentsOf(bodies);

    public AccountState? Find(AccountId id, bool isPassing = false)
    {
        if (_cache.TryFind(id, out var account))
        {
            account.IsHeld |= !isPassing;
            return account.IsDeleted ? null : account;
        }

        account = AccountState.Load(this, id);
        if (account is not null)
        {
            account.IsHeld = !isPassing;
            _cache.Add(account, isHeld: !isPassing);
        }

        return account;
    }

    public void Add(AccountState account) => _cache.Add(account, isHeld: true);

    public void Touch(AccountState account) => _state.Touch(account);

    /// <summary>Any thread; null if it is not in memory, or nobody may know of it yet.</summary>
    public bool TryGetResident(AccountId id, [NotNullWhen(true)] out Account? account)
    {
        account = _cache.TryFind(id, out var state) && state.Shared.IsPublished && !state.Shared.IsDeleted ? state.Shared : null;
        return account is not null;
    }

    /// <summary>A fault has closed the volume: sessions learn it from the next thing they ask for, those that wait at once.</summary>
    public void Closed()
    {
        foreach (var account in _cache.Resident())
        {
            account.Closed();
        }
    }

    public void Dispose()
    {
        CloseSearch();
        _volume?.Dispose();
    }

    /// <summary>Without a word to the disk.</summary>
    public void Abandon()
    {
        CloseSearch();
        _volume?.Abandon();
    }

    // Mail is served without an index too: searches are slow then, and right.
    private void OpenSearch(EngineOptions options)
    {
        try
        {
            if (options.SearchStorages?.Invoke(Number) is { } storage)
            {
                Search = new(storage, options.Search, options.Extraction, line => Report($"volume {Number}: {line}"));
                _indexing = IndexWorkerOf(Search, options);
            }
        }
        catch (StorageFaultException fault)
        {
            Report($"volume {Number}: searches for text read all mail until the next start, for their index cannot be opened: {fault.Message}");
        }
    }

    private IndexWorker IndexWorkerOf(SearchIndex search, EngineOptions options)
    {
        var traffic = new WriteTraffic(() => Volume.QueuedRequests, () => Volume.WrittenRequests);
        var pace = new WorkPace(options.Time, traffic.IsBusy, options.Search.BusyPercent);
        var isOfItself = options.Mode == WriterMode.Threaded && options.Search.RunsByItself;
        return new(
            search, pace, mailbox => !AccountState.OwnerOf(mailbox, Index, new IndexBuffer()).IsNone, new UnindexedMail(this, search).Find, () => _gauge.IsLow,
            isOfItself ? $"index of volume {Number}" : null);
    }

    private void CloseSearch()
    {
        var (indexing, search) = (_indexing, Search);
        (_indexing, Search) = (null, null);
        indexing?.Dispose();
        search?.Dispose();
    }
}
