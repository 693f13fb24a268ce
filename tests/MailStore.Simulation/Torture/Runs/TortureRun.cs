using System.Diagnostics;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Simulation.Torture.Clients;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Servers;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>
/// The real server under load of seven clients over four protocols, and of an operator who backs up, exports and imports, killed at random moments, some of
/// them while it recovers from the kill before. After each start everything that users can see must be as the history of all clients says.
/// </summary>
internal sealed class TortureRun(TortureOptions options, Action<string> report)
{
    private readonly Dice _dice = Dice.For(options.Seed, "torture", 0);
    private readonly MailHistory _history = new();
    private readonly Dictionary<(string, string), uint> _validities = [];
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly OperatorFolders _folders = new(options.Folder);
    private readonly RoundTimes _times = new();
    private TimeSpan _startTime = TimeSpan.FromSeconds(1);
    private long _messages;
    private OperatorAudit? _audit;

    private OperatorAudit Audit => _audit ??= new(_folders);

    public int Kills { get; private set; }

    public int RecoveryKills { get; private set; }

    public int Stops { get; private set; }

    public long Acknowledged => _history.Acknowledged.Values.Sum();

    /// <param name="stop">Ends it with the round in hand.</param>
    public async Task RunAsync(CancellationToken stop = default)
    {
        var data = _folders.Data;
        CreateStore(data);
        for (var round = 1; Kills < options.Kills && _time.Elapsed < options.Time && !stop.IsCancellationRequested; round++)
        {
            try
            {
                await RunAsync(data, round, stop);
            }
            catch (Exception fault) when (fault is TortureFault or ServerGoneException or TimeoutException or InvalidOperationException)
            {
                // Whoever ends it from a terminal ends the server too, wherever it is.
                if (!stop.IsCancellationRequested)
                {
                    throw new TortureFault($"round {round} of seed {options.Seed}: {fault.Message} (the store is kept in {data})", fault);
                }
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
        $"{Kills} kills under load, {RecoveryKills} while recovering, {Stops} stops; {Acknowledged} changes acknowledged ({string.Join(", ", _history.Acknowledged.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}); {_messages} messages compared; {Audit.Done} backups, exports and imports held against them, {Audit.BrokenBackups} backups that a kill broke off restored; 0 lost, 0 doubled, 0 resurrected; a round: {_times}; {_time.Elapsed.TotalMinutes:F1} minutes, seed {options.Seed}";

    // Small segments, so that rounds end in each part of a segment's life.
    private static void CreateStore(string data)
    {
        Directory.CreateDirectory(data);
        using var storage = FileStorage.Create(Path.Combine(data, "v00"));
        MailEngine.Create(_ => storage, volumes: 1, new EngineOptions { Volume = RestlessServer.Volumes });
    }

    private static ServerProcess Start(string data, bool isRestless) => ServerProcess.Start(
        data,
        [
            "--imap", "127.0.0.1:0", "--pop3", "127.0.0.1:0", "--smtp", "127.0.0.1:0", "--lmtp", "127.0.0.1:0", "--log-level", "error",
            .. TortureScene.Users.Append(TortureScene.ImportUser).SelectMany(user => (string[])["--user", $"{user}:{TortureScene.Password}"]),
        ],
        new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcConcurrent"] = "0" },
        ours: isRestless ? RestlessServer.Name : null);

    private async Task RunAsync(string data, int round, CancellationToken stop)
    {
        while (round > 1 && _dice.Percent(options.RecoveryPercent))
        {
            await KillRecoveryAsync(data);
        }

        var isAudited = _dice.Percent(options.AuditPercent);
        if (isAudited)
        {
            await Audit.CheckBrokenBackupAsync();
        }

        var isRestless = _dice.Percent(options.RestlessPercent);
        var time = Stopwatch.StartNew();
        using var server = Start(data, isRestless);
        var imap = await server.PlaceOfAsync("IMAP");
        _startTime = time.Elapsed;
        if (round == 1)
        {
            await MakeMailboxesAsync(imap);
        }

        var pictures = await CompareAsync(imap);
        var compared = time.Elapsed;
        if (isAudited)
        {
            await Audit.RunAsync(imap, pictures);
        }

        var audited = time.Elapsed;
        await LoadAsync(server, round, isRestless, stop);
        _times.Add(_startTime, compared - _startTime, audited - compared, time.Elapsed - audited);
    }

    // Somewhere between the first instruction and the first client.
    private async Task KillRecoveryAsync(string data)
    {
        using var server = Start(data, _dice.Percent(options.RestlessPercent));
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

    private async Task<List<BoxPicture>> CompareAsync(System.Net.IPEndPoint imap)
    {
        var pictures = await PictureReader.ReadAsync(imap);
        new Settlement(_history, pictures) { Validities = _validities }.Run();
        _messages += pictures.Sum(picture => picture.Messages.Count);
        return pictures;
    }

    private async Task LoadAsync(ServerProcess server, int round, bool isRestless, CancellationToken stop)
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
            Operator = _folders,
            Imap = await server.PlaceOfAsync("IMAP"),
            Pop3 = await server.PlaceOfAsync("POP3"),
            Smtp = await server.PlaceOfAsync("SMTP"),
            Lmtp = await server.PlaceOfAsync("LMTP"),
        };
        await using var stopping = stop.Register(() =>
        {
            if (Interlocked.Exchange(ref left, 0) > 0)
            {
                End();
            }
        });
        try
        {
            var workers = isRestless ? Workers(scene).Append(new ClockWorker(scene, server).RunAsync) : Workers(scene);
            await Task.WhenAll(workers.Select(run => UntilGoneAsync(run, () => Volatile.Read(ref left) <= 0)));
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
        new OperatorWorker(scene).RunAsync,
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
