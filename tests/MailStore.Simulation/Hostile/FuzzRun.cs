using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailStore.Simulation.Torture.Servers;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Hostile;

/// <summary>
/// Clients that say what is almost a command, in every state of every front end of the real server. It must not die, must end each
/// session when its client goes, must keep nothing of it, and serve others meanwhile.
/// </summary>
internal sealed class FuzzRun(string folder, ulong seed, TimeSpan time, int sessionsMax, Action<string> report)
{
    private const int Clients = 6;
    private const int LinesPerSession = 25;
    private const int RoundSessions = 300;
    private const int EndSeconds = 60;

    // At any time: 16 MiB of an index, 38 for facts of messages, 128 for sorting, 34 that a segment of the search index is made in, and the collector's share.
    private const long GrowthBytesMax = 400L * 1024 * 1024;
    private const int DescriptorsMax = 60;

    private readonly Dictionary<string, IReadOnlyList<string>> _corpus = FuzzState.All.Select(state => state.Protocol).Distinct().ToDictionary(protocol => protocol, FuzzCorpus.Of);
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private int _sessions;
    private long _answered;

    /// <summary>Accounts are emptied after so many rounds: some two minutes, in which the clients store what a mailbox or two may have.</summary>
    public int SweepRounds { get; init; } = 30;

    public int Sessions => _sessions;

    public long AnsweredBytes => _answered;

    /// <param name="stop">Ends it with the round in hand.</param>
    public async Task RunAsync(CancellationToken stop = default)
    {
        using var server = HostileServer.StartLean(folder, Clients);
        var places = new Dictionary<string, IPEndPoint>();
        foreach (var protocol in _corpus.Keys)
        {
            places[protocol] = await server.PlaceOfAsync(protocol);
        }

        using var gauge = new ServerGauge(server, await server.PlaceOfAsync("HTTP"));
        var (memory, descriptors, swept) = (0L, 0, new FuzzMemory());
        for (var round = 1; _time.Elapsed < time && _sessions < sessionsMax && !stop.IsCancellationRequested; round++)
        {
            var until = Math.Min(sessionsMax, _sessions + RoundSessions);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => WorkAsync(client, until, places))));
            await CheckAsync(server, gauge, places["IMAP"]);
            if (round % SweepRounds == 0)
            {
                await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => FuzzSweep.RunAsync(places["IMAP"], HostileServer.UserOf(client))));
                await server.CollectAsync();
                swept.Note(gauge.MemoryBytes);
                report($"emptied and collected: {gauge.MemoryBytes >> 20} MiB");
            }

            (memory, descriptors) = round == 1 ? (gauge.MemoryBytes, gauge.Descriptors) : (memory, descriptors);
            Fault.Unless(gauge.MemoryBytes < memory + GrowthBytesMax, $"memory grew from {memory >> 20} to {gauge.MemoryBytes >> 20} MiB over {_sessions} sessions");
            Fault.Unless(gauge.Descriptors < descriptors + DescriptorsMax, $"descriptors grew from {descriptors} to {gauge.Descriptors} over {_sessions} sessions");
            if (round % 10 == 0 || _sessions >= sessionsMax || _time.Elapsed >= time || stop.IsCancellationRequested)
            {
                var (used, committed) = await gauge.HeapAsync();
                report($"{_sessions} sessions, {_answered >> 20} MiB answered, {_time.Elapsed.TotalMinutes:F1} minutes; memory {memory >> 20} -> {gauge.MemoryBytes >> 20} MiB (heap {used >> 20} of {committed >> 20}), descriptors {descriptors} -> {gauge.Descriptors}, seed {seed}");
            }
        }

        swept.Demand(_sessions);
        server.Terminate();
        await server.EndAsync();
        Fault.Unless(server.ExitCode == 0, $"the server ended with code {server.ExitCode}: {server.Words}");
    }

    private static async Task CheckAsync(ServerProcess server, ServerGauge gauge, IPEndPoint imap)
    {
        var patience = Stopwatch.StartNew();
        while (await gauge.SessionsAsync() is > 0 and var open)
        {
            Fault.Unless(patience.Elapsed.TotalSeconds < EndSeconds, $"{open} sessions are still open {EndSeconds} seconds after their clients went");
            await Task.Delay(50);
        }

        await Canary.MeasureAsync(imap, 3);
        Fault.Unless(!server.Words.Contains("xception", StringComparison.Ordinal) && !server.Words.Contains("has closed", StringComparison.Ordinal), $"the server complains: {server.Words}");
    }

    private async Task WorkAsync(int client, int until, Dictionary<string, IPEndPoint> places)
    {
        for (int number; (number = Interlocked.Increment(ref _sessions)) <= until && _time.Elapsed < time;)
        {
            await SayAsync(Dice.For(seed, "fuzz", (ulong)number), HostileServer.UserOf(client), places);
        }

        Interlocked.Decrement(ref _sessions);
    }

    private async Task SayAsync(Dice dice, string user, Dictionary<string, IPEndPoint> places)
    {
        var state = dice.Pick(FuzzState.All);
        var text = new StringBuilder(state.Way.Replace("%u", user, StringComparison.Ordinal));
        var mutator = new Mutator(dice, _corpus[state.Protocol]);
        for (var line = dice.Below(LinesPerSession); line > 0; line--)
        {
            text.Append(mutator.Line());
        }

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(places[state.Protocol]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(EndSeconds));
        var isPatient = dice.Percent(70);
        var reading = ReadAsync(socket, patience.Token);
        await SendAsync(socket, Encoding.Latin1.GetBytes(text.ToString()), dice);
        if (isPatient)
        {
            // The client has no more to say: the server ends what it has begun, and goes.
            Shutdown(socket);
            Fault.Unless(await reading, $"a session that began {state.Protocol} {state.Name} is stuck: it has not ended {EndSeconds} seconds after its client; it was told:\n{text}");
        }
        else
        {
            socket.LingerState = new(enable: true, seconds: 0);
            socket.Close();
            await reading;
        }
    }

    private static void Shutdown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server went first.
        }
    }

    // In pieces of any size, and sometimes all at once.
    private static async Task SendAsync(Socket socket, byte[] octets, Dice dice)
    {
        var piece = dice.Percent(60) ? octets.Length : dice.Between(1, 400);
        try
        {
            for (var at = 0; at < octets.Length; at += piece)
            {
                await socket.SendAsync(octets.AsMemory(at, Math.Min(piece, octets.Length - at)));
            }
        }
        catch (SocketException)
        {
            // The server has had enough.
        }
    }

    /// <summary>False if it took too long.</summary>
    private async Task<bool> ReadAsync(Socket socket, CancellationToken patience)
    {
        var octets = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(octets, patience) is > 0 and var count)
            {
                Interlocked.Add(ref _answered, count);
            }

            return true;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
