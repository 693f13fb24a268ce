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

    [Theory]
    [InlineData(96, true)]
    [InlineData(48, false)]
    public async Task Without_memory_what_was_acknowledged_stays_and_who_is_refused_may_come_again(int mebibytes, bool lives)
    {
        using var folder = new TemporaryFolder();
        var acknowledged = 0;
        using (var server = HostileServer.Start(folder.Path, 0, new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = $"0x{mebibytes << 20:X}" }))
        {
            var imap = await server.PlaceOfAsync("IMAP");
            using var early = await ImapWire.LogInAsync(imap, Canary.User, HostileServer.Password);
            await Task.WhenAll(Enumerable.Range(0, 16).Select(number => AppendAsync(imap, () => Interlocked.Increment(ref acknowledged))));
            if (lives)
            {
                // Who was there before goes on, and others come in.
                await early.DemandAsync("SELECT INBOX");
                await early.DemandAsync("FETCH 1 (ENVELOPE RFC822.SIZE)");
                await Canary.MeasureAsync(imap, 3);
                Assert.Equal(32, acknowledged);
                Assert.DoesNotContain("xception", server.Words, StringComparison.Ordinal);
            }
            else if (server.HasEnded)
            {
                // By its own decision or by that of the runtime: 128 and the number of SIGABRT.
                Assert.Equal(134, server.ExitCode);
            }
        }

        using var again = HostileServer.Start(folder.Path, 0);
        using var wire = await ImapWire.LogInAsync(await again.PlaceOfAsync("IMAP"), Canary.User, HostileServer.Password);
        var found = 0;
        await wire.DemandAsync("STATUS INBOX (MESSAGES)", line => found = int.Parse(line[(line.LastIndexOf(' ') + 1)..].TrimEnd(')')));

        // The canary takes away what is there when it is done.
        Assert.InRange(found, lives ? 0 : acknowledged, acknowledged + 16);
    }

    private static async Task AppendAsync(IPEndPoint imap, Action acknowledged)
    {
        try
        {
            using var wire = await ImapWire.LogInAsync(imap, Canary.User, HostileServer.Password);
            for (var round = 0; round < 2; round++)
            {
                var bye = "";
                var said = await wire.DoAsync($"APPEND INBOX {ImapWire.Literal("Subject: large\r\n\r\n" + new string('x', LargeBytes))}", line => bye = line.StartsWith("* BYE", StringComparison.Ordinal) ? line : bye);
                Assert.True(said.StartsWith("OK", StringComparison.Ordinal) || said.StartsWith("NO [UNAVAILABLE]", StringComparison.Ordinal), said);
                Assert.DoesNotContain("SERVERBUG", bye, StringComparison.Ordinal);
                if (said.StartsWith("OK", StringComparison.Ordinal))
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
