using System.Text.Json;
using MailStore.Server.Cli.Output;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

public sealed class RunningCommandsTests : IDisposable
{
    private readonly CommandLine _shell = new();

    [Fact]
    public async Task Who_lists_sessions_and_kick_ends_them_with_a_word()
    {
        await using var server = await StartAsync();
        Assert.Equal("No session is open.", (await _shell.DoneAsync("who")).Trim());
        using var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna secret");
        var row = (await _shell.DoneAsync("who")).Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["1", "imap", "anna"], row[..3]);
        Assert.Equal(["1", "LOGIN"], row[^2..]);
        Assert.Equal("Session 1 (imap) ends.", (await _shell.DoneAsync("kick", "anna")).Trim());
        Assert.StartsWith("* BYE ", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
        var (code, _, error) = await _shell.RunAsync("kick", "anna");
        Assert.Equal((ExitCode.Refused, "mailstore: No session is open of the number or the account 'anna'. 'mailstore who' lists them."), (code, error.Trim()));
    }

    [Fact]
    public async Task Whoever_is_disabled_is_out_at_once()
    {
        await using var server = await StartAsync();
        Assert.Contains("is added", await _shell.DoneAsync("user", "add", "bob@example.org"), StringComparison.Ordinal);
        var password = (await _shell.DoneAsync("user", "passwd", "bob@example.org")).Trim().Split(' ')[^1];
        using var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync($"LOGIN bob@example.org {password}");
        Assert.Equal("bob@example.org is disabled. A session that was open ends.", (await _shell.DoneAsync("user", "disable", "bob@example.org")).Trim());
        Assert.StartsWith("* BYE ", await client.ReadAsync());
        Assert.Equal("bob@example.org is enabled.", (await _shell.DoneAsync("user", "enable", "bob@example.org")).Trim());
        Assert.Equal("bob@example.org is deleted.", (await _shell.DoneAsync("user", "delete", "bob@example.org", "--yes")).Trim());
    }

    [Fact]
    public async Task Stats_count_what_was_done()
    {
        await using var server = await StartAsync();
        using var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna secret");
        await client.DoAsync("NOOP");
        await client.DoAsync("NOOP");
        await client.SendAsync("x LOGIN anna wrong\r\n");
        await client.ReadAsync();
        using var figures = JsonDocument.Parse(await _shell.DoneAsync("stats", "--json"));
        double Of(string name, string label, string value) => figures.RootElement.EnumerateArray()
            .Where(figure => figure.GetProperty("name").GetString() == name && figure.GetProperty("labels").TryGetProperty(label, out var text) && text.GetString() == value)
            .Sum(figure => figure.GetProperty("count").ValueKind == JsonValueKind.Number ? figure.GetProperty("count").GetDouble() : figure.GetProperty("value").GetDouble());
        Assert.Equal(2, Of("mailstore.command.duration", "verb", "NOOP"));
        Assert.Equal(1, Of("mailstore.logins", "outcome", "accepted"));
        Assert.Equal(1, Of("mailstore.sessions.open", "protocol", "imap"));
        Assert.Contains("imap, NOOP", await _shell.DoneAsync("stats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_there_is_nobody_to_ask()
    {
        foreach (var command in new[] { "who", "stats", "reload" })
        {
            var (code, _, error) = await _shell.RunAsync(command);
            Assert.Equal(ExitCode.Unavailable, code);
            Assert.StartsWith("mailstore: no server answers at ", error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _shell.Dispose();

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(_shell.Data, "--user", "anna:secret");
}
