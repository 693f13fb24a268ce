using System.Diagnostics;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Simulation.Torture.Clients;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>
/// The real server under load of seven clients over four protocols, killed at random moments, some of them while it recovers from the
/// kill before. After each start everything that users can see must be as the history of all clients says.
/// </summary>
internal sealed class TortureRun(TortureOptions options, Action<string> report)
{
    private readonly Dice _dice = Dice.For(options.Seed, "torture", 0);
    private readonly MailHistory _history = new();
    private readonly Dictionary<(string, string), uint> _validities = [];
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private TimeSpan _startTime = TimeSpan.FromSeconds(1);
    private long _messages;

    public int Kills { get; private set; }

    public int RecoveryKills { get; private set; }

    public int Stops { get; private set; }

    public long Acknowledged => _history.Acknowledged.Values.Sum();

    public async Task RunAsync()
    {
        var data = Path.Combine(options.Folder, "data");
        CreateStore(data);
        for (var round = 1; Kills < options.Kills && _time.Elapsed < options.Time; round++)
        {
            try
            {
                await RunAsync(data, round);
            }
            catch (Exception fault) when (fault is TortureFault or ServerGoneException or TimeoutException)
            {
                throw new TortureFault($"round {round} of seed {options.Seed}: {fault.Message} (the store is kept in {data})", fault);
            }

            if (round % 20 == 0)
            {
                report(Summary);
            }
        }

        await VerifyAsync(data);
        report(Summary);
    }

    public string Summary =>
        $"{Kills} kills under load, {RecoveryKills} while recovering, {Stops} stops; {Acknowledged} changes acknowledged ({string.Join(", ", _history.Acknowledged.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}); {_messages} messages compared; 0 lost, 0 doubled, 0 resurrected; {_time.Elapsed.TotalMinutes:F1} minutes, seed {options.Seed}";

    // Small segments, so that rounds end in each part of a segment's life.
    private static void CreateStore(string data)
    {
        Directory.CreateDirectory(data);
        using var storage = FileStorage.Create(Path.Combine(data, "v00"));
        MailEngine.Create(_ => storage, volumes: 1, new EngineOptions { Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, ColdSegmentBytes = 8 * 1024 * 1024 } });
    }

    private static ServerProcess Start(string data) => ServerProcess.Start(
        data,
        [
            "--imap", "127.0.0.1:0", "--pop3", "127.0.0.1:0", "--smtp", "127.0.0.1:0", "--lmtp", "127.0.0.1:0", "--log-level", "error",
            .. TortureScene.Users.SelectMany(user => (string[])["--user", $"{user}:{TortureScene.Password}"]),
        ],
        new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcConcurrent"] = "0" });

    private async Task RunAsync(string data, int round)
    {
        while (round > 1 && _dice.Percent(options.RecoveryPercent))
        {
            await KillRecoveryAsync(data);
        }

        var starting = Stopwatch.StartNew();
        using var server = Start(data);
        var imap = await server.PlaceOfAsync("IMAP");
        _startTime = starting.Elapsed;
        if (round == 1)
        {
            await MakeMailboxesAsync(imap);
        }

        await CompareAsync(imap);
        await LoadAsync(server, round);
    }

    // Somewhere between the first instruction and the first client.
    private async Task KillRecoveryAsync(string data)
    {
        using var server = Start(data);
        var patience = TimeSpan.FromMilliseconds(_dice.Below(1 + (int)(_startTime.TotalMilliseconds * 1.1)));
        await Task.WhenAny(server.Serves, Task.Delay(patience));
        server.Kill();
        await server.EndAsync();
        RecoveryKills++;
    }

    private async Task MakeMailboxesAsync(System.Net.IPEndPoint imap)
    {
        foreach (var user in TortureScene.Users)
        {
            _history.Add(user, TortureScene.Inbox);
            _history.Add(user, TortureScene.Work);
            using var wire = await ImapWire.LogInAsync(imap, user, TortureScene.Password);
            await wire.DemandAsync("CREATE " + TortureScene.Work);
        }
    }

    private async Task CompareAsync(System.Net.IPEndPoint imap)
    {
        var pictures = await PictureReader.ReadAsync(imap);
        new Settlement(_history, pictures) { Validities = _validities }.Run();
        _messages += pictures.Sum(picture => picture.Messages.Count);
    }

    private async Task LoadAsync(ServerProcess server, int round)
    {
        var isStop = _dice.Percent(options.StopPercent);
        var left = _dice.Percent(20) ? _dice.Between(1, 10) : _dice.Between(10, options.ChangesMax);
        var scene = new TortureScene(_history, options.Seed, round, () =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                End();
            }
        })
        {
            Imap = await server.PlaceOfAsync("IMAP"),
            Pop3 = await server.PlaceOfAsync("POP3"),
            Smtp = await server.PlaceOfAsync("SMTP"),
            Lmtp = await server.PlaceOfAsync("LMTP"),
        };
        try
        {
            await Task.WhenAll(Workers(scene).Select(run => UntilGoneAsync(run, () => Volatile.Read(ref left) <= 0)));
        }
        catch (TortureFault fault)
        {
            throw new TortureFault($"{fault.Message}; the server's last words: {server.Words}", fault);
        }

        await server.EndAsync();
        (Kills, Stops) = isStop ? (Kills, Stops + 1) : (Kills + 1, Stops);
        Fault.Unless(!isStop || server.ExitCode == 0, $"the server was stopped and ended with code {server.ExitCode}: {server.Words}");

        void End()
        {
            if (isStop)
            {
                server.Terminate();
            }
            else
            {
                server.Kill();
            }
        }
    }

    private static IEnumerable<Func<Task>> Workers(TortureScene scene) =>
    [
        new ImapWorker(scene, TortureScene.Users[0], 0, isReader: false).RunAsync,
        new ImapWorker(scene, TortureScene.Users[0], 1, isReader: false).RunAsync,
        new ImapWorker(scene, TortureScene.Users[1], 2, isReader: false).RunAsync,
        new ImapWorker(scene, TortureScene.Users[2], 3, isReader: true).RunAsync,
        new IntakeWorker(scene, 0, isLmtp: true).RunAsync,
        new IntakeWorker(scene, 1, isLmtp: false).RunAsync,
        new Pop3Worker(scene, TortureScene.Users[2]).RunAsync,
    ];

    private static async Task UntilGoneAsync(Func<Task> run, Func<bool> isEnding)
    {
        try
        {
            await Task.Run(run);
        }
        catch (ServerGoneException gone)
        {
            Fault.Unless(isEnding(), $"the server left a client alone: {gone.Message}");
        }
    }

    /// <summary>The store, looked at from below.</summary>
    private static async Task VerifyAsync(string data)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), "store", "verify", "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var verify = Process.Start(start)!;
        var error = verify.StandardError.ReadToEndAsync();
        var said = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Fault.Unless(verify.ExitCode == 0, $"store verify: {said}{await error}");
    }
}
