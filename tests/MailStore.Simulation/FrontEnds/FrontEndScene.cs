using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Log.Volumes;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Session;
using MailStore.Simulation.Sessions;
using MailStore.Smtp.Connection;
using MailStore.Smtp.Session;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.FrontEnds;

/// <summary>One life of a store on a disk in memory, with the front ends before it.</summary>
internal sealed class FrontEndScene : IAsyncDisposable
{
    /// <summary>Anna reads by IMAP and gets mail by LMTP, ben fetches by POP3.</summary>
    public static IReadOnlyList<string> Users { get; } = ["anna", "ben"];

    private readonly MailEngine _engine;
    private readonly ImapServices _imap;
    private readonly Pop3Services _pop3;
    private readonly SmtpServices _lmtp;

    private FrontEndScene(MailEngine engine, TimeProvider clock, IReadOnlyDictionary<string, AccountId> accounts)
    {
        _engine = engine;
        var sasl = new SaslServer(new AnyPassword());
        _imap = new(engine, new AnyPassword(), clock);
        _pop3 = new(engine, sasl, clock);
        _lmtp = new(engine, new OneDomain(accounts), sasl, clock, new SmtpSettings(SmtpRole.Lmtp) { HostName = "mx.example.org" });
    }

    public IMailStore Store => _engine;

    public static async Task<SimDisk> NewDiskAsync(ManualClock clock)
    {
        var disk = new SimDisk(new() { Clock = clock });
        var storage = disk.Mount();
        MailEngine.Create(_ => storage, volumes: 1, Options(clock));
        await using var engine = MailEngine.Open(_ => storage, Options(clock));
        foreach (var user in Users)
        {
            await engine.CreateAccount(AccountName.Create(user));
        }

        return disk;
    }

    /// <summary>Opens what is there, or fails with what the store says.</summary>
    public static async Task<FrontEndScene> OpenAsync(SimDisk disk, ManualClock clock)
    {
        var storage = disk.Mount();
        var engine = MailEngine.Open(_ => storage, Options(clock));
        var accounts = new Dictionary<string, AccountId>();
        foreach (var user in Users)
        {
            accounts[user] = (await engine.OpenAccountAsync(AccountName.Create(user)))!.Id;
        }

        return new(engine, clock, accounts);
    }

    public MemoryPeer Imap() => new(connection => new ImapConnection(connection, _imap).RunAsync(CancellationToken.None));

    public MemoryPeer Pop3() => new(connection => new Pop3Connection(connection, _pop3).RunAsync(CancellationToken.None));

    public MemoryPeer Lmtp() => new(connection => new SmtpConnection(connection, _lmtp).RunAsync(CancellationToken.None));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    // Small, so that segments end and begin meanwhile; and nothing in the background, so that the nth operation is the same one each time.
    private static EngineOptions Options(TimeProvider clock) => new()
    {
        Time = clock,
        Volume = new VolumeOptions
        {
            SegmentBytes = 128 * 1024,
            FrameBytesMax = 32 * 1024,
            BatchBytesMax = 64 * 1024,
            IndexMemoryBytes = 4 * 1024 * 1024,
            IndexBuckets = 1 << 8,
            ZerosAheadBytes = 0,
            Upkeep = new() { RunsByItself = false },
        },
    };
}
