using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;

namespace MailStore.Simulation.Kills;

/// <summary>A real store in a real directory, of a size that rolls segments and takes checkpoints within a round.</summary>
internal sealed class KillStore : IAsyncDisposable
{
    public const int Mailboxes = 4;
    private const int Volumes = 2;

    private readonly List<FileStorage> _storages = [];
    private readonly string _folder;

    private KillStore(string folder)
    {
        _folder = folder;
        Engine = MailEngine.Open(Mount, Options);
    }

    public MailEngine Engine { get; }

    private static AccountName Owner { get; } = AccountName.Create("ann@example.org");

    private static EngineOptions Options { get; } = new()
    {
        Volume = new VolumeOptions
        {
            SegmentBytes = 4 * 1024 * 1024,
            CheckpointBytes = 3 * 1024 * 1024,
            WriteBehindBytes = 4096,
            IndexMemoryBytes = 4 * 1024 * 1024,
            IndexBuckets = 1 << 10,
        },
    };

    public static async Task CreateAsync(string folder)
    {
        var storages = new List<FileStorage>();
        MailEngine.Create(number => Keep(storages, FileStorage.Create(PlaceOf(folder, number))), Volumes, Options);
        storages.ForEach(storage => storage.Dispose());

        await using var store = new KillStore(folder);
        await store.Engine.CreateAccount(Owner).WhenDurable();
        var account = await store.AccountAsync();
        for (var number = 0; number < Mailboxes; number++)
        {
            await account.Create(NameOf(number)).WhenDurable();
        }
    }

    public static KillStore Open(string folder) => new(folder);

    public static MailboxName NameOf(int number) => MailboxName.Create($"box{number}");

    public async Task<IAccount> AccountAsync() =>
        await Engine.OpenAccountAsync(Owner) ?? throw new InvalidOperationException("The account is gone.");

    public async Task<IMailbox> MailboxAsync(int number) =>
        await (await AccountAsync()).OpenAsync(NameOf(number)) ?? throw new InvalidOperationException($"Mailbox {number} is gone.");

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _storages.ForEach(storage => storage.Dispose());
    }

    private static string PlaceOf(string folder, int number) => Path.Combine(folder, $"v{number}");

    private static FileStorage Keep(List<FileStorage> storages, FileStorage storage)
    {
        storages.Add(storage);
        return storage;
    }

    private FileStorage Mount(int number) => Keep(_storages, FileStorage.Open(PlaceOf(_folder, number)));
}
