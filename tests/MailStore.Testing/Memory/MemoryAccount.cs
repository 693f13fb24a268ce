using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;

namespace MailStore.Testing.Memory;

internal sealed class MemoryAccount : IAccount
{
    private readonly MemoryMailStore _store;
    private readonly MemoryTree _tree;
    private readonly Dictionary<ulong, ThreadId> _threads = [];
    private readonly Dictionary<string, MetadataEntry> _metadata = new(StringComparer.Ordinal);
    private readonly List<Action<AccountChange>> _listeners = [];
    private QuotaLimits _limits;

    public MemoryAccount(MemoryMailStore store, AccountId id, AccountName name)
    {
        (_store, Id, Name) = (store, id, name);
        _tree = new(store, this);
        _tree.Add(MailboxName.Inbox);
    }

    public AccountId Id { get; }

    public AccountName Name { get; }

    public bool IsDeleted { get; private set; }

    public ImmutableArray<MailboxEntry> Tree => _store.Look(_tree.ToEntries);

    public MailboxRights RightsTo(MailboxName mailbox) =>
        Tree.Any(entry => entry.Name == mailbox && entry.Exists) ? MailboxRights.All : MailboxRights.None;

    public Refusal Check(MailboxName mailbox, MailboxRights needed) =>
        (RightsTo(mailbox) & needed) == needed ? Refusal.None : Refusal.NoSuchMailbox;

    public Quota Quota => _store.Look(() => new Quota(
        _limits,
        _tree.Mailboxes.Values.Sum(mailbox => mailbox.Messages.Sum(message => message.Body.Octets.LongLength)),
        _tree.Mailboxes.Values.Sum(mailbox => mailbox.Messages.Count),
        _tree.Mailboxes.Count));

    public ValueTask<IMailbox?> OpenAsync(MailboxName name, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IMailbox?>(_store.Look(() => _tree.Mailboxes.GetValueOrDefault(name)));

    public ValueTask<IMailbox?> OpenAsync(MailboxId id, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IMailbox?>(_store.Look(() => _tree.Mailboxes.Values.FirstOrDefault(mailbox => mailbox.Id == id)));

    public CommitTicket<MailboxResult> Create(MailboxName name, SpecialUse uses = SpecialUse.None) => Change(() =>
    {
        var refusal =
            name.Text.Length == 0 ? Refusal.BadName
            : _tree.Mailboxes.ContainsKey(name) ? Refusal.AlreadyExists
            : _tree.IsUseTaken(uses, by: null) ? Refusal.UseTaken
            : HasRoomFor(_tree.MissingAbove(name).Count + 1) ? Refusal.None : Refusal.OverQuota;
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        _tree.MissingAbove(name).ForEach(level => _tree.Add(level));
        var mailbox = _tree.Add(name);
        mailbox.Uses = uses;
        return new(Refusal.None, mailbox.Id);
    });

    public CommitTicket<MailboxResult> Delete(MailboxName name, bool withChildren = false) => Change(() =>
    {
        var id = _tree.Mailboxes.GetValueOrDefault(name)?.Id ?? default;
        var refusal =
            !_tree.IsName(name) ? Refusal.NoSuchMailbox
            : name.IsInbox || (id.IsNone && !withChildren) ? Refusal.CannotDelete : Refusal.None;
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        _tree.Mailboxes.Keys.Where(other => other == name || (withChildren && other.IsBelow(name))).ToList().ForEach(_tree.Remove);
        return new(Refusal.None, id);
    });

    public CommitTicket<MailboxResult> Rename(MailboxName source, MailboxName target) => Change(() =>
    {
        var refusal =
            !_tree.IsName(source) ? Refusal.NoSuchMailbox
            : target.Text.Length == 0 || (target.IsBelow(source) && !source.IsInbox) ? Refusal.BadName
            : _tree.IsName(target) ? Refusal.AlreadyExists
            : !source.IsInbox && !_tree.CanRebase(source, target) ? Refusal.BadName
            : HasRoomFor(_tree.MissingAbove(target).Count + (source.IsInbox ? 1 : 0)) ? Refusal.None : Refusal.OverQuota;
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        var id = _tree.Mailboxes.GetValueOrDefault(source)?.Id ?? default;
        _tree.MissingAbove(target).ForEach(level => _tree.Add(level));
        if (source.IsInbox)
        {
            var mailbox = _tree.Add(target);
            Carry(_tree.Mailboxes[source], [.. _tree.Mailboxes[source].Messages], mailbox, TransferKind.Move);
            return new(Refusal.None, mailbox.Id);
        }

        _tree.Rebase(source, target);
        return new(Refusal.None, id);
    });

    public CommitTicket<MailboxResult> Subscribe(MailboxName name, bool isSubscribed) => Change(() =>
    {
        if (name.Text.Length == 0)
        {
            return MailboxResult.Refused(Refusal.BadName);
        }

        _tree.Subscribe(name, isSubscribed);
        return new(Refusal.None, _tree.Mailboxes.GetValueOrDefault(name)?.Id ?? default);
    });

    public CommitTicket<MailboxResult> SetUses(MailboxName name, SpecialUse uses) => Change(() =>
    {
        var refusal = Find(name, out var mailbox);
        refusal = refusal == Refusal.None && _tree.IsUseTaken(uses, by: mailbox) ? Refusal.UseTaken : refusal;
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        mailbox!.Uses = uses;
        _store.Touch(this);
        return new(Refusal.None, mailbox.Id);
    });

    public CommitTicket<MailboxResult> SetMetadata(MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries) => Change(() =>
    {
        var refusal = Metadata(mailbox, out var metadata);
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        var after = new Dictionary<string, MetadataEntry>(metadata, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            _ = entry.Value == null ? after.Remove(entry.Name) : (after[entry.Name] = entry) != null;
        }

        refusal =
            entries.Any(entry => entry.Name.Length is 0 or > MetadataEntry.NameLengthMax) ? Refusal.BadName
            : entries.Any(entry => entry.Value?.Length > MetadataEntry.ValueBytesMax) ? Refusal.TooLarge
            : after.Count > MetadataEntry.CountMax ? Refusal.Limit : Refusal.None;
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        _store.Touch(this, new AccountChange(mailbox is { } owner ? _tree.Mailboxes[owner].Id : default) { Entries = [.. entries.Select(entry => entry.Name)] });
        if (mailbox is { } advanced)
        {
            // RFC 7162 §3.2
            _tree.Mailboxes[advanced].Advance();
        }

        metadata.Clear();
        after.Values.ToList().ForEach(entry => metadata.Add(entry.Name, entry with { Value = entry.Value!.Value.ToArray() }));
        return new(Refusal.None, mailbox is { } name ? _tree.Mailboxes[name].Id : default);
    });

    public CommitTicket<MailboxResult> Adopt(MailboxName name, UidValidity validity, Uid next) => Change(() =>
    {
        var refusal = Find(name, out var mailbox);
        refusal = refusal != Refusal.None ? refusal
            : mailbox!.UidValidity != validity && !_tree.CanTake(validity, mailbox) ? Refusal.AlreadyExists
            : next.Value == uint.MaxValue ? Refusal.Exhausted : Refusal.None;
        if (refusal != Refusal.None)
        {
            return MailboxResult.Refused(refusal);
        }

        mailbox!.Adopt(validity, next);
        return new(Refusal.None, mailbox.Id);
    });

    public ValueTask<IReadOnlyList<MetadataEntry>?> ReadMetadataAsync(MailboxName? mailbox, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<MetadataEntry>?>(_store.Look(() =>
            Metadata(mailbox, out var metadata) == Refusal.None ? metadata.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList() : null));

    public CommitTicket<MailboxResult> SetQuota(QuotaLimits limits) => Change(() =>
    {
        _limits = limits;
        return new(Refusal.None, default);
    });

    public IRegistry Notes => _store.Registry;

    public IUpload BeginUpload(long? announcedBytes = null, ReplacedMessage? replaced = null) =>
        _store.Look(() => new MemoryUpload(_store, announcedBytes, HasRoom((announcedBytes ?? 0) - SizeOf(replaced), messages: 0)));

    public CommitTicket<AppendResult> Append(MailboxName mailbox, IReadOnlyList<NewMessage> messages, ReplacedMessage? replaced = null, RegistryEdit? note = null)
    {
        var bodies = messages.Select(message => ((MemoryUpload)message.Body).Take()).ToList();
        return _store.Change(() =>
        {
            var refusal = Find(mailbox, out var target);
            refusal = refusal != Refusal.None ? refusal : bodies.Select(body => body.Refusal).FirstOrDefault(one => one != Refusal.None);
            refusal = refusal != Refusal.None
                ? refusal
                : Admit(target!, bodies.Sum(body => body.Octets.LongLength) - SizeOf(replaced), messages.Count - (SizeOf(replaced) > 0 ? 1 : 0), messages.Select(message => message.Flags));
            var source = replaced?.Mailbox as MemoryMailbox;
            var going = source?.Messages.Where(message => message.Uid == replaced!.Value.Uid).ToList() ?? [];
            refusal = refusal == Refusal.None && replaced is not null && (source!.IsDeleted || going.Count == 0) ? Refusal.CannotDelete : refusal;
            refusal = refusal == Refusal.None && !target!.TakesUids(messages) ? Refusal.AlreadyExists : refusal;
            refusal = refusal == Refusal.None && note is not null ? _store.Notes.TryMake(note) : refusal;
            if (refusal != Refusal.None)
            {
                return AppendResult.Refused(refusal);
            }

            var uids = target!.Arrive([.. messages.Zip(bodies, (message, body) => Bear(body, message.InternalDate).CopyWith(message.Flags, message.UniqueId, message.Uid))]);
            source?.Remove(going);
            return new(Refusal.None, target.UidValidity, uids);
        });
    }

    public CommitTicket<TransferResult> Transfer(IMailbox source, UidSet uids, MailboxName target, TransferKind kind) => _store.Change(() =>
    {
        if (source is not MemoryMailbox from || !from.IsOf(this))
        {
            throw new ArgumentException("A mailbox of another account.", nameof(source));
        }

        MemoryMailbox? to = null;
        var refusal = from.IsDeleted && !IsDeleted ? Refusal.NoSuchMailbox : Find(target, out to);
        var messages = from.Messages.Where(message => uids.Contains(message.Uid)).ToList();
        var (bytes, count) = kind == TransferKind.Move ? (0, 0) : (messages.Sum(message => message.Body.Octets.LongLength), messages.Count);
        refusal = refusal != Refusal.None ? refusal : Admit(to!, bytes, count, messages.Select(from.FlagsOf));
        if (refusal != Refusal.None)
        {
            return TransferResult.Refused(refusal);
        }

        var arrived = Carry(from, messages, to!, kind);
        var modSeq = kind == TransferKind.Move ? from.Highest : default;
        return new(Refusal.None, to!.UidValidity, MemoryMailbox.UidsOf(messages), arrived, modSeq);
    });

    public IDisposable Watch(Action<AccountChange> listener) => new MemoryWatch(_store, _listeners, listener);

    internal void Announce(AccountChange change)
    {
        var id = change.Mailbox;
        foreach (var view in _tree.Known.Where(mailbox => mailbox.Id == id).SelectMany(mailbox => mailbox.Views))
        {
            view.Wake();
        }

        _listeners.ToList().ForEach(listener => listener(change));
    }

    internal void MarkDeleted()
    {
        IsDeleted = true;
        _tree.Mailboxes.Keys.ToList().ForEach(_tree.Remove);
    }

    internal Refusal Find(MailboxName name, [NotNullWhen(true)] out MemoryMailbox? mailbox)
    {
        mailbox = _tree.Mailboxes.GetValueOrDefault(name);
        return IsDeleted ? Refusal.NoSuchAccount
            : mailbox != null ? Refusal.None
            : _tree.IsName(name) ? Refusal.NotSelectable : Refusal.NoSuchMailbox;
    }

    internal bool HasRoom(long bytes, int messages) =>
        !(Quota.Bytes + bytes > _limits.Bytes && bytes > 0) && !(Quota.Messages + messages > _limits.Messages && messages > 0);

    /// <summary>Whether messages fit in; if so, their keywords have numbers afterwards.</summary>
    private static long SizeOf(ReplacedMessage? replaced) =>
        (replaced?.Mailbox as MemoryMailbox)?.Messages.Find(message => message.Uid == replaced!.Value.Uid)?.Body.Octets.LongLength ?? 0;

    internal Refusal Admit(MemoryMailbox mailbox, long bytes, int messages, IEnumerable<FlagSet> flags) =>
        !HasRoom(bytes, messages) ? Refusal.OverQuota : mailbox.TryKeywords(flags) ? Refusal.None : Refusal.Limit;

    /// <summary>A new message, in the conversation of the first of its keys that is known.</summary>
    internal MemoryMessage Bear(MemoryBody body, DateTimeOffset? internalDate)
    {
        var id = _store.NextId();
        var known = body.Facts.ThreadKeys.ToArray().Where(_threads.ContainsKey).Select(key => _threads[key]);
        var thread = known.FirstOrDefault(new ThreadId(id));
        foreach (var key in body.Facts.ThreadKeys.ToArray())
        {
            _threads.TryAdd(key, thread);
        }

        return new(body, new(id), thread, MemoryMailStore.ToSecond(internalDate ?? _store.Now));
    }

    private static UidSet Carry(MemoryMailbox from, List<MemoryMessage> messages, MemoryMailbox to, TransferKind kind)
    {
        to.TryKeywords(messages.Select(from.FlagsOf));
        var arrived = to.Arrive([.. messages.Select(message => message.CopyWith(from.FlagsOf(message), kind == TransferKind.Move ? message.UniqueId : default))]);
        if (kind == TransferKind.Move)
        {
            from.Remove(messages);
        }

        return arrived;
    }

    private Refusal Metadata(MailboxName? name, out Dictionary<string, MetadataEntry> metadata)
    {
        metadata = _metadata;
        if (name is not { } mailboxName)
        {
            return IsDeleted ? Refusal.NoSuchAccount : Refusal.None;
        }

        var refusal = Find(mailboxName, out var mailbox);
        metadata = mailbox?.Metadata ?? _metadata;
        return refusal;
    }

    private bool HasRoomFor(int mailboxes) => mailboxes == 0 || !(_tree.Mailboxes.Count + mailboxes > _limits.Mailboxes);

    private CommitTicket<MailboxResult> Change(Func<MailboxResult> change) =>
        _store.Change(() => IsDeleted ? MailboxResult.Refused(Refusal.NoSuchAccount) : change());
}
