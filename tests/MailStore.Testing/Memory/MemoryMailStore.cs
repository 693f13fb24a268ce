using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;

namespace MailStore.Testing.Memory;

/// <summary>
/// The twin of the engine: the same contracts with lists, dictionaries and one lock, slow and plain, so that reading it shows it
/// right. Front ends are tested on it, and the engine is tested against it. What it is told is as durable as the object.
/// </summary>
public sealed class MemoryMailStore(TimeProvider clock, IMessageAnalyst? analyst = null) : IMailStore
{
    private readonly Dictionary<AccountId, MemoryAccount> _accounts = [];
    private readonly HashSet<(MemoryAccount Account, AccountChange Change)> _touched = [];
    private ulong _lastId;
    private MemoryRegistry? _registry;
    private bool _isClosed;

    /// <summary>Larger messages are refused, as <see cref="Refusal.TooLarge"/>.</summary>
    public long MessageBytesMax { get; init; } = 1L << 30;

    public IRegistry Registry => Notes;

    internal MemoryRegistry Notes => _registry ??= new(this);

    internal Lock Gate { get; } = new();

    internal IMessageAnalyst? Analyst => analyst;

    /// <summary>To the second, as all dates of messages are.</summary>
    internal DateTimeOffset Now => ToSecond(clock.GetUtcNow());

    public CommitTicket<AccountResult> CreateAccount(AccountName name) => Change(() =>
    {
        if (Find(name) != null)
        {
            return new AccountResult(Refusal.AlreadyExists, default);
        }

        var account = new MemoryAccount(this, new AccountId(NextId()), name);
        _accounts.Add(account.Id, account);
        return new AccountResult(Refusal.None, account.Id);
    });

    public CommitTicket<AccountResult> DeleteAccount(AccountId id) => Change(() =>
    {
        if (!_accounts.Remove(id, out var account))
        {
            return new AccountResult(Refusal.NoSuchAccount, default);
        }

        account.MarkDeleted();
        return new AccountResult(Refusal.None, id);
    });

    public ValueTask<IAccount?> OpenAccountAsync(AccountName name, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IAccount?>(Look(() => Find(name)));

    public ValueTask<IAccount?> OpenAccountAsync(AccountId id, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IAccount?>(Look(() => _accounts.GetValueOrDefault(id)));

    public async IAsyncEnumerable<AccountName> ListAccountsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var name in Look(() => _accounts.Values.Select(account => account.Name).ToList()))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return await ValueTask.FromResult(name);
        }
    }

    public IUpload BeginUpload(IReadOnlyList<AccountId> recipients, long? announcedBytes = null) => Look(() =>
    {
        var accounts = recipients.Select(id => _accounts.GetValueOrDefault(id)).OfType<MemoryAccount>().ToList();
        var hasRoom = accounts.Count == 0 || accounts.Exists(account => account.HasRoom(announcedBytes ?? 0, messages: 0));
        return new MemoryUpload(this, announcedBytes, hasRoom);
    });

    public CommitTicket<IReadOnlyList<DeliveryResult>> Deliver(IUpload body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate = null)
    {
        var taken = ((MemoryUpload)body).Take();
        return Change<IReadOnlyList<DeliveryResult>>(() =>
        {
            var births = new Dictionary<AccountId, MemoryMessage>();
            return [.. recipients.Select(recipient => Deliver(taken, recipient, internalDate, births))];
        });
    }

    public ValueTask DisposeAsync()
    {
        lock (Gate)
        {
            _isClosed = true;
        }

        return ValueTask.CompletedTask;
    }

    internal static DateTimeOffset ToSecond(DateTimeOffset date) => date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond));

    internal ulong NextId() => ++_lastId;

    /// <summary>Runs one change alone, and tells those who watch or wait.</summary>
    internal CommitTicket<T> Change<T>(Func<T> change)
    {
        lock (Gate)
        {
            var outcome = Look(change);
            foreach (var (account, news) in _touched)
            {
                account.Announce(news);
            }

            _touched.Clear();
            return Ticket.At(outcome);
        }
    }

    internal T Look<T>(Func<T> look)
    {
        lock (Gate)
        {
            return _isClosed ? throw new StoreUnavailableException() : look();
        }
    }

    /// <summary>A mailbox has news; or, without one, the tree has.</summary>
    internal void Touch(MemoryAccount account, MailboxId mailbox = default) => Touch(account, new AccountChange(mailbox));

    internal void Touch(MemoryAccount account, AccountChange change) => _touched.Add((account, change));

    private MemoryAccount? Find(AccountName name) => _accounts.Values.FirstOrDefault(account => account.Name == name);

    private DeliveryResult Deliver(MemoryBody body, Recipient recipient, DateTimeOffset? internalDate, Dictionary<AccountId, MemoryMessage> births)
    {
        if (!_accounts.TryGetValue(recipient.Account, out var account))
        {
            return new(Refusal.NoSuchAccount, default, default);
        }

        var refusal = account.Find(recipient.Mailbox, out var mailbox);
        refusal = refusal != Refusal.None ? refusal : body.Refusal;
        refusal = refusal != Refusal.None ? refusal : account.Admit(mailbox!, body.Octets.Length, messages: 1, [recipient.Flags]);
        if (refusal != Refusal.None)
        {
            return new(refusal, default, default);
        }

        if (!births.TryGetValue(account.Id, out var message))
        {
            message = account.Bear(body, internalDate);
            births.Add(account.Id, message);
        }

        var uids = mailbox!.Arrive([message.CopyWith(recipient.Flags)]);
        return new(Refusal.None, mailbox.UidValidity, uids.Ranges[0].First);
    }
}
