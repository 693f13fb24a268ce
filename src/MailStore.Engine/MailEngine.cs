using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Access;
using MailStore.Engine.Accounts;
using MailStore.Engine.Volumes;
using MailStore.Log.Backup;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Volumes;

namespace MailStore.Engine;

/// <summary>The store: accounts over the volumes of the log. Everything that a front end asks for goes through here.</summary>
public sealed class MailEngine : IMailStore
{
    private readonly VolumeSet _volumes;

    private readonly IAccessRules _access;

    private MailEngine(VolumeSet volumes, IAccessRules access)
    {
        _volumes = volumes;
        _access = access;
        Registry = new EngineRegistry(volumes.OfSlot(0));
    }

    public IRegistry Registry { get; }

    /// <summary>Makes a store in empty places. Its number of volumes is for ever.</summary>
    public static void Create(Func<int, IStorage> storages, int volumes, EngineOptions options) => VolumeSet.Create(storages, volumes, options);

    /// <summary>
    /// Opens a store: all that was ever acknowledged is there. What cannot be opened is refused with a sentence, and not changed
    /// (<see cref="StoreFaultException"/>, <see cref="StorageFaultException"/>).
    /// </summary>
    public static MailEngine Open(Func<int, IStorage> storages, EngineOptions options) => new(VolumeSet.Open(storages, options), options.Access);

    /// <summary>
    /// Makes a volume again from what is left of one, in an empty place. It does what the frames say that are left; the report
    /// tells what was lost.
    /// </summary>
    public static SalvageReport Salvage(IStorage source, IStorage target, EngineOptions options, Action<long, long>? progress = null) =>
        EngineVolume.Salvage(source, target, options, progress);

    /// <summary>For operators: by number.</summary>
    public IReadOnlyList<Volume> Volumes => [.. _volumes.All.Select(volume => volume.Volume)];

    public CommitTicket<AccountResult> CreateAccount(AccountName name) => _volumes.OfSlot(NameHash.Of(name).Slot) is { } volume
        ? volume.Submit(new CreateAccount(volume, name), new(Refusal.Busy, default))
        : Ticket.At(new AccountResult(Refusal.Elsewhere, default));

    public CommitTicket<AccountResult> DeleteAccount(AccountId id) => _volumes.Of(id) is { } volume
        ? volume.Submit(new DeleteAccount(volume, id), new(Refusal.Busy, default))
        : Ticket.At(new AccountResult(Refusal.Elsewhere, default));

    public ValueTask<IAccount?> OpenAccountAsync(AccountName name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_volumes.OfSlot(NameHash.Of(name).Slot) is not { } volume)
        {
            return default;
        }

        var id = AccountDirectory.Find(name, volume.Index, new IndexBuffer());
        return id.IsNone ? default : OpenAsync(volume, id);
    }

    public ValueTask<IAccount?> OpenAccountAsync(AccountId id, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return _volumes.Of(id) is { } volume ? OpenAsync(volume, id) : default;
    }

    public async IAsyncEnumerable<AccountName> ListAccountsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        var buffer = new IndexBuffer();
        foreach (var volume in _volumes.All)
        {
            var pages = AccountDirectory.Pages(volume.Index, buffer);
            for (var page = 0UL; page < pages; page++)
            {
                foreach (var (_, name) in AccountDirectory.Page(page, volume.Index, buffer))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return name;
                }
            }
        }
    }

    public IUpload BeginUpload(IReadOnlyList<AccountId> recipients, long? announcedBytes = null)
    {
        var accounts = new List<(IAccountHost, AccountId)>(recipients.Count);
        foreach (var id in recipients)
        {
            if (_volumes.Of(id) is { } volume)
            {
                accounts.Add((volume, id));
            }
        }

        return new Upload(accounts, _volumes.Uploads, announcedBytes);
    }

    public CommitTicket<IReadOnlyList<DeliveryResult>> Deliver(IUpload body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate = null)
    {
        var taken = ((Upload)body).Take();
        return Delivery.Start(_volumes, taken, recipients, internalDate);
    }

    /// <summary>
    /// Walks over the whole store and proves it, mailbox by mailbox and account by account; with all bodies it reads all that there
    /// is. It reads only, and others may go on meanwhile.
    /// </summary>
    public async IAsyncEnumerable<VerifiedMailbox> VerifyAsync(bool withBodies, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var volume in _volumes.All)
        {
            await foreach (var verified in new StoreCheck(volume, withBodies).RunAsync(cancellation))
            {
                yield return verified;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _volumes.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Indexes what waits, by the caller's thread; for stores that do not do it by themselves.</summary>
    internal void RunIndexing()
    {
        foreach (var volume in _volumes.All)
        {
            volume.RunIndexing();
        }
    }

    /// <summary>Indexes what mailboxes lack that nobody has used since the start; for the same stores.</summary>
    internal void RunIndexSweep()
    {
        foreach (var volume in _volumes.All)
        {
            volume.RunIndexSweep();
        }
    }

    /// <summary>Ends without a word to the disk, as a killed process would: for tests of what is there afterwards.</summary>
    internal void Abandon() => _volumes.Abandon();

    private ValueTask<IAccount?> OpenAsync(EngineVolume volume, AccountId id) =>
        volume.TryGetResident(id, out var account) ? new(Behind(account)) : LoadAsync(volume, id);

    private async ValueTask<IAccount?> LoadAsync(EngineVolume volume, AccountId id) => Behind(await volume.Ask(new OpenAccount(volume, id)));

    // All sessions of an owner share one door. Two who come first at once make one each, and it does not matter whose stays.
    private IAccount? Behind(Account? account) =>
        account is null ? null : account.Door ??= new AccountDoor(account, new AccessGate(account, _access));
}
