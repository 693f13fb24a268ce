using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Mailboxes;

namespace MailStore.Engine.Accounts;

/// <summary>An account as all sessions of its user share it: the last published version, and a way to the writer. It asks nobody whether one may.</summary>
internal sealed class Account(AccountState state, IAccountHost host, AccountId id, AccountName name)
{
    private AccountVersion? _version;
    private ImmutableArray<Action<AccountChange>> _listeners = [];

    public AccountId Id => id;

    public AccountName Name => name;

    public ImmutableArray<MailboxEntry> Tree => Version.Tree.Entries;

    public Quota Quota => Version.Quota;

    /// <summary>It was committed once; before that nobody but the writer knows of it.</summary>
    public bool IsPublished => Volatile.Read(ref _version) is not null;

    public bool IsDeleted => Version.IsDeleted;

    /// <summary>As of the last commit.</summary>
    public AccountVersion Version => Volatile.Read(ref _version)!;

    /// <summary>What is handed out in its place, once it was.</summary>
    public IAccount? Door { get; set; }

    public ValueTask<IMailbox?> OpenAsync(MailboxName name, CancellationToken cancellation = default) =>
        Version.Tree.TryFind(name, out var node) && node.Exists ? OpenAsync(node.Id, cancellation) : default;

    public ValueTask<IMailbox?> OpenAsync(MailboxId id, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!Version.Tree.Contains(id))
        {
            return default;
        }

        return state.TryGetResident(id, out var mailbox) ? new(mailbox.Shared) : host.Ask(new OpenMailbox(state, id));
    }

    public CommitTicket<MailboxResult> Create(MailboxName name, SpecialUse uses = SpecialUse.None) => Change(new CreateMailbox(state, name, uses));

    public CommitTicket<MailboxResult> Delete(MailboxName name, bool withChildren = false) => Change(new DeleteMailbox(state, name, withChildren));

    public CommitTicket<MailboxResult> Rename(MailboxName source, MailboxName target) => Change(new RenameMailbox(state, source, target));

    public CommitTicket<MailboxResult> Subscribe(MailboxName name, bool isSubscribed) => Change(new SubscribeName(state, name, isSubscribed));

    public CommitTicket<MailboxResult> SetUses(MailboxName name, SpecialUse uses) => Change(new AssignUses(state, name, uses));

    public CommitTicket<MailboxResult> SetMetadata(MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries) =>
        Change(new AssignMetadata(state, mailbox, entries));

    public CommitTicket<MailboxResult> SetQuota(QuotaLimits limits) => Change(new AssignQuota(state, limits));

    public CommitTicket<MailboxResult> Adopt(MailboxName name, UidValidity validity, Uid next) => Change(new AdoptMailbox(state, name, validity, next));

    public ValueTask<IReadOnlyList<MetadataEntry>?> ReadMetadataAsync(MailboxName? mailbox, CancellationToken cancellation = default)
    {
        var version = Version;
        var node = default(TreeNode);
        var isThere = !version.IsDeleted && (mailbox is not { } name || (version.Tree.TryFind(name, out node) && node.Exists));
        return new(isThere ? MetadataRecords.Read(host.Index, mailbox is null ? id.Value : node.Id.Value) : null);
    }

    public IRegistry Notes => new EngineRegistry(host);

    public IUpload BeginUpload(long? announcedBytes = null, ReplacedMessage? replaced = null)
    {
        var freed = replaced is { Mailbox: Mailbox mailbox } old ? mailbox.SizeOf(old.Uid) : 0;
        return new Upload([(host, id)], host.Uploads, announcedBytes, freed);
    }

    public CommitTicket<AppendResult> Append(MailboxName mailbox, IReadOnlyList<NewMessage> messages, ReplacedMessage? replaced = null, RegistryEdit? note = null)
    {
        if (replaced is { } old && (old.Mailbox is not Mailbox source || source.Host != state))
        {
            throw new ArgumentException("A mailbox of another account.", nameof(replaced));
        }

        var request = host.Appends.Take();
        var pressure = request.TryBegin(state, mailbox, messages, replaced, note) ? host.Pressure() : Refusal.Busy;
        if (pressure != Refusal.None)
        {
            request.Cancel();
            return Ticket.At(AppendResult.Refused(pressure));
        }

        var ticket = request.Ticket;
        if (host.TrySubmit(request))
        {
            return ticket;
        }

        request.Cancel();
        return host.Turned(AppendResult.Refused(Refusal.Busy));
    }

    public CommitTicket<TransferResult> Transfer(IMailbox source, UidSet uids, MailboxName target, TransferKind kind)
    {
        if (source is not Mailbox mailbox || mailbox.Host != state)
        {
            throw new ArgumentException("A mailbox of another account.", nameof(source));
        }

        return host.Submit(new TransferMessages(state, source.Id, uids, target, kind), TransferResult.Refused(Refusal.Busy));
    }

    public IDisposable Watch(Action<AccountChange> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Watch(() => ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(listener)));
    }

    internal void Publish(AccountVersion version) => Volatile.Write(ref _version, version);

    internal void Announce(List<MailboxId> mailboxes, bool hasNewTree, List<AccountChange> metadata)
    {
        foreach (var listener in _listeners)
        {
            if (hasNewTree)
            {
                listener(new AccountChange(default));
            }

            foreach (var mailbox in mailboxes)
            {
                listener(new AccountChange(mailbox));
            }

            foreach (var change in metadata)
            {
                listener(change);
            }
        }
    }

    private CommitTicket<MailboxResult> Change(TreeRequest request) => host.Submit(request, MailboxResult.Refused(Refusal.Busy));
}
