using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Log;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Engine.Accounts;

/// <summary>
/// An account as the writer knows it, as of what was decided last. Its changes are applied here, by the live path and by replay
/// alike; what everybody sees is <see cref="Shared"/>, which follows with each commit. A mailbox that is used holds it in memory,
/// so there are never two of one account; and whoever uses a mailbox holds that, so there are never two of one mailbox.
/// </summary>
internal sealed class AccountState : IMailboxHost, IAccountTotals
{
    private readonly IAccountHost _host;
    private readonly TreePages _pages;
    private readonly AccountMailboxes _mailboxes = new();
    private readonly List<MailboxId> _news = [];
    private List<MailboxState> _touched = [];
    private List<MailboxState> _settled = [];
    private List<AccountChange> _metadataNews = [];
    private List<AccountChange> _settledMetadata = [];
    private AccountVersion? _settledVersion;
    private bool _isSettledTree;
    private AccountHeader _header;
    private long _bytes;
    private long _messages;
    private bool _isHeaderTouched;
    private bool _isTouched;
    private bool _isTreeTouched;

    public AccountState(IAccountHost host, AccountHeader header, MailboxTree tree)
    {
        _host = host;
        _header = header;
        (_bytes, _messages) = (header.Bytes, header.Messages);
        Tree = tree;
        _pages = new(header.Id, header.TreePages);
        Shared = new(this, host, header.Id, header.Name);
    }

    public AccountId Id => _header.Id;

    public QuotaLimits Limits => _header.Limits;

    public UidValidity Retired => _header.Retired;

    public MailboxTree Tree { get; }

    public Account Shared { get; }

    public bool IsDeleted { get; private set; }

    /// <summary>Somebody asked for it, and not only who goes through all accounts: its mailboxes are held in memory.</summary>
    public bool IsHeld { get; set; } = true;

    public IAccountHost Host => _host;

    public IIndexReader Index => _host.Index;

    public IAccountTotals Totals => this;

    public MailboxPools Pools => _host.Pools;

    public ChangeWriter Writer => _host.Writer;

    public SearchIndex? Search => _host.Search;

    public bool IsLive => _host.IsLive;

    public Exception? Fault => _host.Fault;

    public UidValidity LastValidity => _header.LastValidity;

    /// <summary>Whose mailbox this is; none if there is no such mailbox.</summary>
    public static AccountId OwnerOf(MailboxId mailbox, IIndexReader index, IndexBuffer buffer) =>
        index.TryRead(RecordKeys.Owner(mailbox), buffer) ? new(BinaryPrimitives.ReadUInt64LittleEndian(buffer.Span)) : default;

    public static AccountState? Load(IAccountHost host, AccountId id)
    {
        if (!host.Index.TryRead(RecordKeys.Header(id), host.Buffer))
        {
            return null;
        }

        var header = AccountHeader.Read(id, host.Buffer.Span);
        var state = new AccountState(host, header, new(TreePages.Read(id, header.TreePages, host.Index, host.Buffer)));
        state.Shared.Publish(state.ToVersion());
        return state;
    }

    public void Tell(IMailbox mailbox) => _host.Tell(mailbox);

    public bool TrySubmit(VolumeRequest request) => _host.TrySubmit(request);

    public IBodyReader OpenBody(LogAddress body, IBodyReader? closed = null) => _host.OpenBody(body, closed);

    public bool TryReadTail(LogAddress body, long from, IBufferWriter<byte> into) => _host.TryReadTail(body, from, into);

    public StoreUnavailableException Unreadable(StorageFaultException fault) => _host.Unreadable(fault);

    public PieceCache Pieces => _host.Pieces;

    public IDisposable? Pin(IReadOnlyList<LogAddress> bodies) => _host.Pin(bodies);

    public void Touch(MailboxState mailbox)
    {
        _touched.Add(mailbox);
        Touch();
    }

    public void Changed(long bytes, long messages)
    {
        _bytes += bytes;
        _messages += messages;
        _isHeaderTouched = true;
        Touch();
    }

    /// <summary>A mailbox that somebody has used before; any thread.</summary>
    public bool TryGetResident(MailboxId id, [NotNullWhen(true)] out MailboxState? mailbox) => _mailboxes.TryFind(id, out mailbox);

    /// <summary>The writer's.</summary>
    public MailboxState Mailbox(MailboxId id) => _mailboxes.TryFind(id, out var mailbox) ? mailbox : Hold(MailboxState.Load(id, this));

    /// <summary>Where a message is to go, or why it cannot.</summary>
    public Refusal Find(MailboxName name, out MailboxState? mailbox)
    {
        mailbox = !IsDeleted && Tree.TryFind(name, out var node) && node.Exists ? Mailbox(node.Id) : null;
        return IsDeleted ? Refusal.NoSuchAccount
            : mailbox is not null ? Refusal.None
            : Tree.IsName(name) ? Refusal.NotSelectable : Refusal.NoSuchMailbox;
    }

    /// <summary>So much more is within the quota. What is used already may be beyond it: then nothing more is taken.</summary>
    public bool HasRoom(long bytes, long messages) =>
        !(bytes > 0 && _bytes + bytes > Limits.Bytes) && !(messages > 0 && _messages + messages > Limits.Messages);

    /// <summary>The next UIDVALIDITY: the time in seconds, or one more than the last if the clock does not give a newer one.</summary>
    public bool TryNextValidity(DateTimeOffset now, int count, out UidValidity first)
    {
        var next = Math.Max(ValidityClock.SecondsOf(now), _header.LastValidity.Value + 1UL);
        first = new((uint)next);
        return next + (ulong)count <= uint.MaxValue;
    }

    /// <summary>RFC 9208 §4.1.3: so many mailboxes more are within the quota, and within what a tree may hold.</summary>
    public Refusal AdmitMailboxes(int count) =>
        count == 0 ? Refusal.None
        : Tree.Mailboxes + count > _header.Limits.Mailboxes ? Refusal.OverQuota
        : Tree.Nodes.Count + count > _host.Limits.NamesMax ? Refusal.Limit : Refusal.None;

    public void Apply(MailboxesCreated change, IIndexWriter index)
    {
        Span<byte> owner = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(owner, Id.Value);
        foreach (var mailbox in change.Mailboxes)
        {
            Hold(MailboxState.Create(mailbox.Id, mailbox.Validity, this));
            Tree.TryFind(mailbox.Name, out var node);
            Put(new(mailbox.Name, mailbox.Id, mailbox.Validity, mailbox.Uses, node.IsSubscribed));
            Gave(mailbox.Validity);
            _host.Directory.Used(mailbox.Id.Value);
            index.Put(RecordKeys.Owner(mailbox.Id), owner);
        }
    }

    public void Apply(MailboxesDeleted change, IIndexWriter index, IBodyTable bodies)
    {
        foreach (var node in Subtree(change.Name, change.WithChildren))
        {
            Mailbox(node.Id).Destroy(index, bodies);
            MetadataRecords.Delete(node.Id.Value, index, _host.Buffer);
            index.Delete(RecordKeys.Owner(node.Id));
            _mailboxes.Remove(node.Id);
            Retire(node.Validity);
            Put(new(node.Name, default, default, SpecialUse.None, node.IsSubscribed));
        }
    }

    public void Apply(MailboxesRenamed change)
    {
        var next = change.First;
        foreach (var node in Subtree(change.Source, withChildren: true))
        {
            var validity = node.Validity;
            Retire(validity);

            // RFC 9051 §2.3.1.1: a name never comes back with an older one.
            if (validity.Value <= change.Retired.Value)
            {
                validity = next;
                next = new(next.Value + 1);
                Mailbox(node.Id).Revalidate(validity);
                Gave(validity);
            }

            Put(new(node.Name, default, default, SpecialUse.None, node.IsSubscribed));
            Invariant.Holds(node.Name.TryRebase(change.Source, change.Target, out var target));
            Tree.TryFind(target, out var replaced);
            Put(new(target, node.Id, validity, node.Uses, replaced.IsSubscribed));
        }
    }

    public void Apply(MailboxAdopted change, IIndexWriter index)
    {
        Invariant.Holds(Tree.TryFind(change.Name, out var node) && node.Exists);
        Mailbox(node.Id).Adopt(change.Validity, change.Next, index);
        Gave(change.Validity);
        Put(node with { Validity = change.Validity });
    }

    public void Apply(SubscriptionChange change)
    {
        var isKnown = Tree.TryFind(change.Name, out var node);
        Put((isKnown ? node : new TreeNode(change.Name, default, default, SpecialUse.None, IsSubscribed: false)) with { IsSubscribed = change.IsSubscribed });
    }

    public void Apply(SpecialUsesChange change)
    {
        Invariant.Holds(Tree.TryFind(change.Name, out var node) && node.Exists);
        Put(node with { Uses = change.Uses });
    }

    public void Apply(AccountQuota change)
    {
        _header = _header with { Limits = change.Limits };
        _isHeaderTouched = true;
        Touch();
    }

    /// <summary>All of it goes, mailboxes and records. The directory forgets it too.</summary>
    public void Apply(AccountDeleted _, IIndexWriter index, IBodyTable bodies)
    {
        foreach (var node in Tree.Nodes.Where(node => node.Exists).ToList())
        {
            Apply(new MailboxesDeleted(Id, node.Name, WithChildren: false), index, bodies);
        }

        MetadataRecords.Delete(Id.Value, index, _host.Buffer);
        _pages.Delete(index);
        IsDeleted = true;
        _host.Directory.Remove(ToHeader(), index, _host.Writer, _host.Buffer);
        Touch();
    }

    /// <summary>The batch is decided: what changed goes into the index, once, and waits to be seen until it is durable.</summary>
    public void Settle(IIndexWriter index)
    {
        foreach (var mailbox in _touched)
        {
            mailbox.Settle(index);
            _host.Resident.Weigh(mailbox);
        }

        if (!IsDeleted)
        {
            WriteBack(index);
        }

        _settledVersion = ToVersion();
        _isSettledTree = _isTreeTouched;
        (_settled, _touched) = (_touched, _settled);
        (_settledMetadata, _metadataNews) = (_metadataNews, _settledMetadata);
        _isTouched = _isTreeTouched = false;
    }

    /// <summary>The batch is durable. The next one may have changed the account already.</summary>
    public void Publish()
    {
        _news.Clear();
        foreach (var mailbox in _settled)
        {
            var before = mailbox.Shared.News;
            mailbox.Publish();
            if (mailbox.Shared.News != before)
            {
                _news.Add(mailbox.Id);
            }
        }

        Shared.Publish(_settledVersion!);
        if (_host.IsLive)
        {
            Shared.Announce(_news, _isSettledTree, _settledMetadata);
        }

        _settledVersion = null;
        _settledMetadata.Clear();
        _settled.Clear();
    }

    /// <summary>The volume is closed: views that wait are woken and learn it.</summary>
    public void Closed()
    {
        foreach (var mailbox in _mailboxes.Resident())
        {
            mailbox.Shared.Fail();
        }
    }

    /// <summary>Metadata changed, which nothing else tells of.</summary>
    public void Told(AccountChange metadata)
    {
        _metadataNews.Add(metadata);
        Touch();
    }

    /// <summary>Changed for the first time in this batch.</summary>
    public void Touch()
    {
        if (!_isTouched)
        {
            _isTouched = true;
            _host.Touch(this);
        }
    }

    private MailboxState Hold(MailboxState mailbox)
    {
        _mailboxes.Add(mailbox);
        if (IsHeld)
        {
            _host.Resident.Hold(mailbox);
        }

        return mailbox;
    }

    private void WriteBack(IIndexWriter index)
    {
        if (_isTreeTouched)
        {
            _pages.Write(Tree, _host.Writer, index);
        }

        if (_isHeaderTouched)
        {
            _isHeaderTouched = false;
            ToHeader().Write(_host.Writer);
            index.Put(RecordKeys.Header(Id), _host.Writer.Written);
        }
    }

    private AccountHeader ToHeader() =>
        _header with { Bytes = _bytes, Messages = _messages, TreeCount = Tree.Nodes.Count, TreePages = _pages.Count };

    // A change of flags changes nothing of it.
    private AccountVersion ToVersion()
    {
        var next = (Tree: IsDeleted ? PublishedTree.Empty : Tree.Publish(), Quota: new Quota(_header.Limits, _bytes, _messages, Tree.Mailboxes));
        return Shared.IsPublished && Shared.Version is var last && ReferenceEquals(last.Tree, next.Tree) && last.Quota == next.Quota && last.IsDeleted == IsDeleted
            ? last
            : new(next.Tree, next.Quota, IsDeleted);
    }

    private void Put(TreeNode node)
    {
        Tree.Put(node);
        _pages.Touch(node.Name);
        _isTreeTouched = _isHeaderTouched = true;
        Touch();
    }

    private List<TreeNode> Subtree(MailboxName name, bool withChildren)
    {
        var nodes = new List<TreeNode>();
        if (Tree.TryFind(name, out var top) && top.Exists)
        {
            nodes.Add(top);
        }

        if (withChildren)
        {
            nodes.AddRange(Tree.Below(name));
        }

        return nodes;
    }

    private void Gave(UidValidity validity) => _header = _header with { LastValidity = Newer(_header.LastValidity, validity) };

    private void Retire(UidValidity validity) => _header = _header with { Retired = Newer(_header.Retired, validity) };

    private static UidValidity Newer(UidValidity left, UidValidity right) => left.Value > right.Value ? left : right;
}
