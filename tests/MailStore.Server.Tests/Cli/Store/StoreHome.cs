using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Tests.Cli.Store;

/// <summary>A folder on a real disk with stores in it, and the commands on them as a person would give them.</summary>
internal sealed class StoreHome : IDisposable
{
    private static readonly EngineOptions s_options = new()
    {
        Volume = new VolumeOptions
        {
            FrameBytesMax = 64 * 1024,
            SegmentBytes = 256 * 1024,
            IndexMemoryBytes = 4 * 1024 * 1024,
            IndexBuckets = 1 << 10,
            Upkeep = new() { RunsByItself = false },
        },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-").FullName;

    public string Data => Path("data");

    public string Volume => System.IO.Path.Combine(Data, "v00");

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>A store with an account and messages in its INBOX, closed again.</summary>
    public async Task CreateAsync(int messages, int octets = 8000)
    {
        using var storage = FileStorage.Create(Volume);
        MailEngine.Create(_ => storage, 1, s_options);
        await using var store = MailEngine.Open(_ => storage, s_options);
        Assert.Equal(Refusal.None, (await store.CreateAccount(AccountName.Create("anna@example.org"))).Refusal);
        await AppendAsync(store, messages, octets);
    }

    public async Task AppendAsync(int messages, int octets = 8000)
    {
        using var storage = FileStorage.Open(Volume);
        await using var store = MailEngine.Open(_ => storage, s_options);
        await AppendAsync(store, messages, octets);
    }

    /// <summary>Expunges every other message.</summary>
    public async Task ExpungeHalfAsync()
    {
        using var storage = FileStorage.Open(Volume);
        await using var store = MailEngine.Open(_ => storage, s_options);
        var account = (await store.OpenAccountAsync(AccountName.Create("anna@example.org")))!;
        var inbox = (await account.OpenAsync(MailboxName.Inbox))!;
        using var view = await inbox.OpenViewAsync(isReadOnly: false);
        var uids = UidSet.Of([.. Enumerable.Range(1, view.Count).Where(sequence => sequence % 2 == 0).Select(sequence => view.UidAt(sequence).Value)]);
        await inbox.ChangeFlags(uids, FlagMode.Add, new FlagSet(SystemFlags.Deleted));
        await inbox.Expunge();
    }

    /// <summary>Flips a bit in a file.</summary>
    public void Damage(string file, long offset)
    {
        using var stream = new FileStream(System.IO.Path.Combine(Volume, file), FileMode.Open, FileAccess.ReadWrite);
        stream.Position = offset;
        var octet = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(octet ^ 0x20));
    }

    public static async Task<(ExitCode Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandRoot.RunAsync(arguments, new Terminal(Stream.Null, output, error, IsInteractive: false));
        return (code, output.ToString(), error.ToString());
    }

    public Task<(ExitCode Code, string Output, string Error)> StoreAsync(string command, params string[] more) =>
        RunAsync(["store", command, "--data", Data, .. more]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AppendAsync(MailEngine store, int messages, int octets)
    {
        var account = (await store.OpenAccountAsync(AccountName.Create("anna@example.org")))!;
        for (var i = 0; i < messages; i++)
        {
            await using var upload = account.BeginUpload();
            await upload.WriteAsync(Encoding.ASCII.GetBytes($"Subject: {i}\r\n\r\n".PadRight(octets, (char)('a' + (i % 26)))));
            Assert.Equal(Refusal.None, (await account.Append(MailboxName.Inbox, [new NewMessage(upload)])).Refusal);
        }
    }
}
