using System.Net.Sockets;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

public sealed class ConnectionLimitTests : IDisposable
{
    private readonly CommandLine _shell = new();

    [Fact]
    public async Task One_more_connection_than_there_may_be_is_cut_off_and_the_next_one_comes_in_when_somebody_has_left()
    {
        await using var server = await RunningServer.StartAsync(_shell.Data, "--user", "anna:secret", "--connections", "2");
        using var first = await ImapSocket.OpenAsync(server.Imap);
        using var second = await ImapSocket.OpenAsync(server.Imap);
        Assert.True(await IsCutOffAsync(server));
        await first.DoAsync("LOGIN anna secret");
        await first.DoAsync("LOGOUT");
        while (await IsCutOffAsync(server))
        {
            // The server hears of an end a moment after the client.
            await second.DoAsync("NOOP");
        }
    }

    [Fact]
    public async Task The_limit_of_an_address_counts_whom_the_balancer_names()
    {
        await using var server = await RunningServer.StartAsync(_shell.Data, "--user", "anna:secret", "--connections-per-address", "1", "--proxy", "127.0.0.0/8");
        using var first = await OpenAsync(server, "192.0.2.1");
        Assert.StartsWith("* OK", await first.ReadAsync());
        using var same = await OpenAsync(server, "192.0.2.1");
        await Assert.ThrowsAnyAsync<IOException>(async () => Assert.NotNull(await same.ReadAsync() ?? throw new IOException("The end.")));
        using var other = await OpenAsync(server, "192.0.2.2");
        Assert.StartsWith("* OK", await other.ReadAsync());
    }

    public void Dispose() => _shell.Dispose();

    private static async Task<TlsSocket> OpenAsync(RunningServer server, string client)
    {
        var socket = await TlsSocket.OpenAsync(server.Imap);
        await socket.SendAsync($"PROXY TCP4 {client} 198.51.100.1 56324 143\r\n");
        return socket;
    }

    private static async Task<bool> IsCutOffAsync(RunningServer server)
    {
        try
        {
            using var socket = await TlsSocket.OpenAsync(server.Imap);
            return await socket.ReadAsync() is null;
        }
        catch (Exception cut) when (cut is IOException or SocketException)
        {
            // The reset may be there before the client has noticed that it is connected.
            return true;
        }
    }
}
