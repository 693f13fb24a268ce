using System.Net;
using System.Net.Sockets;
using MailStore.Simulation.Kills;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary>Too few descriptors and too little memory, for the real server.</summary>
public sealed class ExhaustionTests
{
    private const int Descriptors = 400;
    private const int Clients = 400;
    private const int LargeBytes = 6_000_000;

    [Fact]
    public async Task Without_descriptors_nobody_new_comes_in_and_afterwards_everybody_does()
    {
        using var folder = new TemporaryFolder();
        using var server = HostileServer.Start(folder.Path, 0, descriptors: Descriptors);
        var imap = await server.PlaceOfAsync("IMAP");
        using var early = await ImapWire.LogInAsync(imap, Canary.User, HostileServer.Password);
        var sockets = new List<Socket>();
        for (var number = 0; number < Clients; number++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);

                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await socket.ConnectAsync(imap, patience.Token);
            }
            catch (Exception refused) when (refused is SocketException or OperationCanceledException)
            {
                break;
            }
        }

        // Who is there is served, durably; what it takes to answer may have to be opened first.
        await early.DemandAsync("SELECT INBOX");
        await early.DemandAsync($"APPEND INBOX {ImapWire.Literal("Subject: scarce\r\n\r\n")}");
        await early.DemandAsync("FETCH 1 (ENVELOPE BODYSTRUCTURE BODY.PEEK[])");
        sockets.ForEach(socket => socket.Dispose());
        await Canary.MeasureAsync(imap, 3);
        server.Terminate();
        await server.EndAsync();
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Without_memory_what_was_acknowledged_stays()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = 0;
        using (var server = HostileServer.Start(folder.Path, 0, new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x6000000" }))
        {
            var imap = await server.PlaceOfAsync("IMAP");
            await Task.WhenAll(Enumerable.Range(0, 16).Select(number => AppendAsync(imap, () => Interlocked.Increment(ref acknowledged))));
        }

        using var again = HostileServer.Start(folder.Path, 0);
        using var wire = await ImapWire.LogInAsync(await again.PlaceOfAsync("IMAP"), Canary.User, HostileServer.Password);
        var found = 0;
        await wire.DemandAsync("STATUS INBOX (MESSAGES)", line => found = int.Parse(line[(line.LastIndexOf(' ') + 1)..].TrimEnd(')')));
        Assert.InRange(found, acknowledged, acknowledged + 16);
        Assert.True(acknowledged > 0);
    }

    private static async Task AppendAsync(IPEndPoint imap, Action acknowledged)
    {
        try
        {
            using var wire = await ImapWire.LogInAsync(imap, Canary.User, HostileServer.Password);
            for (var round = 0; round < 2; round++)
            {
                if ((await wire.DoAsync($"APPEND INBOX {ImapWire.Literal("Subject: large\r\n\r\n" + new string('x', LargeBytes))}")).StartsWith("OK", StringComparison.Ordinal))
                {
                    acknowledged();
                }
            }
        }
        catch (ServerGoneException)
        {
            // It may end for want of memory: what it said before holds.
        }
    }
}
