using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailStore.Simulation.Torture.Servers;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary>Thousands of clients that connect and say nothing, half a line, or an octet now and then, and one normal client among them.</summary>
internal sealed class FloodRun(string folder, int connections, Action<string> report)
{
    private const int PerSource = 20_000;
    private const int PerAddress = 100;
    private const int Greedy = 150;
    private const int CanaryRounds = 300;
    private const int DripRounds = 5;

    private readonly List<Socket> _sockets = [];

    public int Held { get; private set; }

    public int Shed { get; private set; }

    public async Task RunAsync(CancellationToken stop = default)
    {
        // Behind a proxy each of them has an address of its own; this machine itself is not counted.
        using var server = ServerProcess.Start(Path.Combine(folder, "data"), [.. HostileServer.Arguments(0), "--proxy", "127.0.0.0/8", "--connections", "1000000", "--connections-per-address", $"{PerAddress}"]);
        var imap = await server.PlaceOfAsync("IMAP");
        using var gauge = new ServerGauge(server, await server.PlaceOfAsync("HTTP"));
        var canary = Greeting(IPAddress.Loopback);
        await Canary.MeasureAsync(imap, CanaryRounds, canary);
        Say("alone", await Canary.MeasureAsync(imap, CanaryRounds, canary), gauge);
        for (var number = 0; number < connections; number++)
        {
            stop.ThrowIfCancellationRequested();
            await ConnectAsync(imap, number, AddressOf(number));
        }

        var open = await WaitAsync(gauge, connections);
        Held = open;
        Say($"with {open} slow connections", await Canary.MeasureAsync(imap, CanaryRounds, canary), gauge);
        var drip = Task.Run(DripAsync, CancellationToken.None);
        Say("while they say an octet each", await Canary.MeasureAsync(imap, CanaryRounds, canary), gauge);
        await drip;

        // One address that wants more than its share is cut off beyond it, and nobody else is.
        var before = _sockets.Count;
        for (var number = 0; number < Greedy; number++)
        {
            await ConnectAsync(imap, number, IPAddress.Parse("203.0.113.1"));
        }

        Shed = await CountClosedAsync(_sockets.Skip(before));
        report($"of {Greedy} connections of one address {Shed} were cut off, {PerAddress} may stay");
        _sockets.ForEach(socket => socket.Dispose());
        await WaitAsync(gauge, 0);
        Say("when they have gone", await Canary.MeasureAsync(imap, CanaryRounds, canary), gauge);
    }

    private static string Greeting(IPAddress client) => $"PROXY TCP4 {client} 127.0.0.1 4000 1143\r\n";

    private static IPAddress AddressOf(int number) => new([10, (byte)(number / 50 >> 8), (byte)(number / 50), 1]);

    private void Say(string when, List<double> sorted, ServerGauge gauge) => report(string.Create(
        CultureInfo.InvariantCulture,
        $"a normal client {when}: FETCH and STORE p50 {sorted[sorted.Count / 2]:F2} ms, p99 {sorted[sorted.Count * 99 / 100]:F2} ms; server {gauge.MemoryBytes >> 20} MiB, {gauge.Descriptors} descriptors"));

    private async Task ConnectAsync(IPEndPoint place, int number, IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _sockets.Add(socket);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + number / PerSource)]), 0));
        await socket.ConnectAsync(place);
        var said = (number % 3) switch
        {
            0 => "",
            1 => "a1 LOGIN {100}",
            _ => "a",
        };
        await socket.SendAsync(Encoding.ASCII.GetBytes(Greeting(address) + said));
    }

    private static async Task<int> WaitAsync(ServerGauge gauge, int sessions)
    {
        var patience = Stopwatch.StartNew();
        var open = await gauge.SessionsAsync();
        for (; open != sessions && patience.Elapsed.TotalSeconds < 60; open = await gauge.SessionsAsync())
        {
            await Task.Delay(200);
        }

        Fault.Unless(sessions > 0 || open == 0, $"{open} sessions are open after their clients went");
        return open;
    }

    private async Task DripAsync()
    {
        for (var round = 0; round < DripRounds; round++)
        {
            foreach (var socket in _sockets)
            {
                await socket.SendAsync("x"u8.ToArray());
            }
        }
    }

    private static async Task<int> CountClosedAsync(IEnumerable<Socket> sockets)
    {
        var closed = 0;
        foreach (var socket in sockets)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                closed += await socket.ReceiveAsync(new byte[200], patience.Token) == 0 ? 1 : 0;
            }
            catch (SocketException)
            {
                closed++;
            }
        }

        return closed;
    }
}
