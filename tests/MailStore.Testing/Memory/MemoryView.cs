using MailStore.Abstractions.Changes;
using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;

namespace MailStore.Testing.Memory;

internal sealed class MemoryView : IMailboxView
{
    private readonly MemoryMailStore _store;
    private readonly MemoryMailbox _mailbox;
    private readonly List<MemoryMessage> _numbered;
    private TaskCompletionSource? _waiting;
    private ModSeq _told;
    private Uid _toldNext;
    private int _toldKeywords;
    private bool _toldGone;

    /// <summary>Of the mailbox as it is; made under the store's lock.</summary>
    public MemoryView(MemoryMailStore store, MemoryMailbox mailbox, bool isReadOnly)
    {
        _store = store;
        _mailbox = mailbox;
        IsReadOnly = isReadOnly;
        _numbered = [.. mailbox.Messages];
        _told = SyncedTo = mailbox.Highest;
        _toldNext = mailbox.UidNext;
        _toldKeywords = mailbox.Keywords.Count;
        Recent.UnionWith(_numbered.Where(message => message.Uid >= mailbox.RecentFrom));
    }

    public IMailbox Mailbox => _mailbox;

    public bool IsReadOnly { get; }

    public int Count => _numbered.Count;

    public int RecentCount => _store.Look(() => _numbered.Count(Recent.Contains));

    public ModSeq SyncedTo { get; private set; }

    public bool HasNews => _store.Look(() =>
        _mailbox.IsDeleted ? !_toldGone : _mailbox.Highest > _told || _numbered.Exists(message => message.IsGone));

    /// <summary>Messages given to this view as recent, numbered or not yet.</summary>
    internal HashSet<MemoryMessage> Recent { get; } = [];

    public Uid UidAt(int sequence) => _numbered[sequence - 1].Uid;

    public int SequenceOf(Uid uid) => _numbered.FindIndex(message => message.Uid == uid) + 1;

    public int CountUpTo(Uid uid) => _numbered.Count(message => message.Uid <= uid);

    public UidSet Existing(UidSet uids) => MemoryMailbox.UidsOf(_numbered.Where(message => uids.Contains(message.Uid)));

    public bool IsRecent(Uid uid) => _store.Look(() => _numbered.Exists(message => message.Uid == uid && Recent.Contains(message)));

    public bool TryRead(Uid uid, out MessageEntry entry)
    {
        var message = _numbered.Find(message => message.Uid == uid);
        entry = message == null ? default : _store.Look(() => message.ToEntry(_mailbox.Keywords));
        return message != null;
    }

    public int Read(int sequence, Span<MessageEntry> into)
    {
        var count = Math.Clamp(Count - sequence + 1, 0, into.Length);
        for (var at = 0; at < count; at++)
        {
            // Without a closure: tests of front ends count octets.
            lock (_store.Gate)
            {
                into[at] = _numbered[sequence - 1 + at].ToEntry(_mailbox.Keywords);
            }
        }

        return count;
    }

    public int UniqueIdOf(Uid uid, Span<byte> into) => _numbered.Find(message => message.Uid == uid)?.UniqueId.Write(into) ?? 0;

    public ValueTask<IMessageContent?> OpenAsync(Uid uid, CancellationToken cancellation = default)
    {
        var message = _numbered.Find(message => message.Uid == uid);
        return ValueTask.FromResult<IMessageContent?>(message == null ? null : new MemoryContent(message.Body));
    }

    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        _mailbox.ChangeFlags(uids, mode, flags, unchangedSince, _numbered.FindAll(message => message.IsGone));

    /// <summary>It has no analyst.</summary>
    public bool TryReadFacts(Uid uid, IBufferWriter<byte> into) => false;

    /// <summary>Nor does it keep this apart.</summary>
    public ValueTask<IReadOnlyList<byte[][]>> ReadColumnsAsync(uint wanted, CancellationToken cancellation = default) => new([]);

    /// <summary>It has all at hand, and keeps nothing besides.</summary>
    public bool TryReadKept(Uid uid, UInt128 kind, IBufferWriter<byte> into) => false;

    public void Keep(Uid uid, UInt128 kind, ReadOnlySpan<byte> octets)
    {
    }

    /// <summary>It has no index.</summary>
    public ValueTask<SearchAnswer> SearchAsync(SearchNode query, SearchTrace? trace = null, CancellationToken cancellation = default) =>
        new(new SearchAnswer(UidSet.Empty, MemoryMailbox.UidsOf(_numbered)));

    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        Task news;
        lock (_store.Gate)
        {
            _waiting = HasNews ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);
            news = _waiting?.Task ?? Task.CompletedTask;
        }

        await news.WaitAsync(cancellation);
    }

    public ViewChanges Sync(bool withExpunges) => _store.Look(() =>
    {
        if (_mailbox.IsDeleted)
        {
            _toldGone = true;
            return new ViewChanges { IsMailboxGone = true };
        }

        var expunged = withExpunges ? _numbered.Where(message => message.IsGone).ToList() : [];
        var arrivals = _mailbox.Messages.Where(message => message.Uid >= _toldNext).ToList();
        var changes = new ViewChanges
        {
            Vanished = MemoryMailbox.UidsOf(expunged),
            Expunged = [.. expunged.Select(message => _numbered.IndexOf(message) + 1).OrderDescending()],
            FlagChanges = MemoryMailbox.UidsOf(_numbered.Where(message => message.IsGone ? !withExpunges && message.StoredAt > _told : message.ModSeq > _told)),
            HasNewKeywords = _mailbox.Keywords.Count > _toldKeywords,
            HasArrivals = arrivals.Count > 0,
        };
        _numbered.RemoveAll(expunged.ToHashSet().Contains);
        _numbered.AddRange(arrivals);
        if (IsReadOnly)
        {
            Recent.UnionWith(arrivals.Where(message => message.Uid >= _mailbox.RecentFrom));
        }

        (_told, _toldNext, _toldKeywords) = (_mailbox.Highest, _mailbox.UidNext, _mailbox.Keywords.Count);
        SyncedTo = _numbered.Where(message => message.IsGone).Select(message => new ModSeq(message.GoneAt.Value - 1)).Append(_told).Min();
        return changes;
    });

    public void Dispose()
    {
        lock (_store.Gate)
        {
            _mailbox.Views.Remove(this);
        }
    }

    internal void Wake()
    {
        if (HasNews)
        {
            _waiting?.TrySetResult();
        }
    }
}
