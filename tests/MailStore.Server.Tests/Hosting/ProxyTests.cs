using System.Text.Json;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

public sealed class ProxyTests : IDisposable
{
    private readonly CommandLine _shell = new();

    [Theory]
    [InlineData("--imap", "IMAP", "* OK")]
    [InlineData("--pop3", "POP3", "+OK")]
    [InlineData("--smtp", "SMTP", "220 ")]
    [InlineData("--lmtp", "LMTP", "220 ")]
    public async Task The_client_is_whom_the_balancer_names(string flag, string name, string greeting)
    {
        await using var server = await RunningServer.StartAsync(_shell.Data, flag, "127.0.0.1:0", "--user", "anna:secret", "--proxy", "127.0.0.0/8");
        using var client = await TlsSocket.OpenAsync(server.At(name));
        await client.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n");
        Assert.StartsWith(greeting, await client.ReadAsync());
        using var sessions = JsonDocument.Parse(await _shell.DoneAsync("who", "--json"));
        Assert.Equal("192.0.2.7:56324", Assert.Single(sessions.RootElement.EnumerateArray()).GetProperty("peer").GetString());
    }

    [Fact]
    public async Task A_stranger_behind_a_balancer_on_this_machine_sends_no_password_in_the_clear_but_one_who_came_by_TLS_may()
    {
        await using var server = await RunningServer.StartAsync(_shell.Data, "--user", "anna:secret", "--proxy", "127.0.0.0/8");
        using var plain = await TlsSocket.OpenAsync(server.Imap);
        await plain.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n");
        Assert.Contains("LOGINDISABLED", await plain.ReadAsync(), StringComparison.Ordinal);
        await plain.SendAsync("a1 LOGIN anna secret\r\n");
        Assert.StartsWith("a1 NO [PRIVACYREQUIRED]", await plain.ReadAsync());

        using var secret = await TlsSocket.OpenAsync(server.Imap);
        await secret.SendAsync("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x14\u00c0\0\x02\x07\u00c6\x33\x64\x01\u00dc\x04\0\u008f\x20\0\x05\x01\0\0\0\0");
        await secret.ReadAsync();
        await secret.SendAsync("a1 LOGIN anna secret\r\n");
        Assert.StartsWith("a1 OK", await secret.ReadAsync());
    }

    [Fact]
    public async Task Who_connects_from_there_without_a_header_is_cut_off()
    {
        await using var server = await RunningServer.StartAsync(_shell.Data, "--user", "anna:secret", "--proxy", "127.0.0.0/8");
        using var client = await TlsSocket.OpenAsync(server.Imap);
        await client.SendAsync("a1 LOGIN anna secret\r\n");
        await Assert.ThrowsAnyAsync<IOException>(async () => Assert.NotNull(await client.ReadAsync() ?? throw new IOException("The end.")));
    }

    [Fact]
    public async Task Who_is_no_balancer_gets_nowhere_with_a_header()
    {
        await using var server = await RunningServer.StartAsync(_shell.Data, "--user", "anna:secret", "--proxy", "192.0.2.0/24");
        using var client = await TlsSocket.OpenAsync(server.Imap);
        Assert.StartsWith("* OK", await client.ReadAsync());
        await client.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n");
        Assert.Contains(" BAD ", await client.ReadAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();
}
