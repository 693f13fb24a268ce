using MailStore.Server.Cli.Output;

namespace MailStore.Server.Tests.Hosting;

/// <summary>What sessions do works over TLS as it does without.</summary>
public sealed class TlsTrafficTests : IDisposable
{
    private const string Message = "Subject: Hello\r\n\r\nHello there.\r\n";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailstore-" + Guid.NewGuid().ToString("n"));

    [Fact]
    public async Task A_client_that_idles_hears_of_mail_and_of_the_end()
    {
        await using var server = await StartAsync();
        using var idler = await LogInAsync(server);
        using var sender = await LogInAsync(server);
        await DoAsync(idler, "SELECT INBOX");
        for (var count = 1; count <= 3; count++)
        {
            await idler.SendAsync("i IDLE\r\n");
            Assert.StartsWith("+ ", await idler.ReadAsync());
            await DoAsync(sender, $"APPEND INBOX {{{Message.Length}+}}\r\n{Message}");
            Assert.Equal($"* {count} EXISTS", await idler.ReadAsync());
            Assert.StartsWith("* ", await idler.ReadAsync());
            await idler.SendAsync("DONE\r\n");
            Assert.StartsWith("i OK", await idler.ReadAsync());
        }

        await idler.SendAsync("i IDLE\r\n");
        Assert.StartsWith("+ ", await idler.ReadAsync());
        var stopping = server.StopAsync();
        Assert.StartsWith("* BYE ", await idler.ReadAsync());
        Assert.Null(await idler.ReadAsync());
        Assert.StartsWith("* BYE ", await sender.ReadAsync());
        Assert.Equal(ExitCode.Done, await stopping);
    }

    [Fact]
    public async Task A_client_that_asked_to_be_told_hears_of_other_mailboxes_between_its_commands()
    {
        await using var server = await StartAsync();
        using var watcher = await LogInAsync(server);
        using var sender = await LogInAsync(server);
        await DoAsync(sender, "CREATE Work");
        await DoAsync(watcher, "SELECT INBOX");
        await DoAsync(watcher, "NOTIFY SET (SELECTED (MessageNew MessageExpunge)) (PERSONAL (MessageNew MessageExpunge))");
        for (var count = 1; count <= 3; count++)
        {
            await DoAsync(sender, $"APPEND Work {{{Message.Length}+}}\r\n{Message}");
            Assert.StartsWith($"* STATUS Work (MESSAGES {count} UIDNEXT {count + 1}", await watcher.ReadAsync());
            await DoAsync(sender, $"APPEND INBOX {{{Message.Length}+}}\r\n{Message}");
            Assert.Equal($"* {count} EXISTS", await watcher.ReadAsync());
            Assert.StartsWith("* ", await watcher.ReadAsync());
            await watcher.SendAsync("n NOOP\r\n");
            Assert.StartsWith("n OK", await watcher.ReadAsync());
        }
    }

    [Fact]
    public async Task Large_messages_and_many_commands_pass_unchanged()
    {
        await using var server = await StartAsync();
        using var client = await LogInAsync(server);
        await DoAsync(client, "SELECT INBOX");
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(line => $"Line {line} of a long letter.\r\n"));
        await DoAsync(client, $"APPEND INBOX {{{text.Length}+}}\r\n{text}");
        await client.SendAsync("f FETCH 1 BODY.PEEK[]\r\n" + string.Concat(Enumerable.Range(0, 100).Select(number => $"p{number} NOOP\r\n")));
        Assert.Equal($"* 1 FETCH (BODY[] {{{text.Length}}}", await client.ReadAsync());
        foreach (var line in text.Split("\r\n")[..^1])
        {
            Assert.Equal(line, await client.ReadAsync());
        }

        Assert.Equal(")", await client.ReadAsync());
        Assert.StartsWith("f OK", await client.ReadAsync());
        for (var number = 0; number < 100; number++)
        {
            Assert.StartsWith($"p{number} OK", await client.ReadAsync());
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task DoAsync(TlsSocket client, string command)
    {
        await client.SendAsync($"x {command}\r\n");
        string line;
        do
        {
            line = await client.ReadAsync() ?? throw new InvalidDataException("The server closed the connection.");
        }
        while (!line.StartsWith("x ", StringComparison.Ordinal));
        Assert.StartsWith("x OK", line, StringComparison.Ordinal);
    }

    private static async Task<TlsSocket> LogInAsync(RunningServer server)
    {
        var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync();
        await client.ReadAsync();
        await DoAsync(client, "LOGIN anna secret");
        return client;
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(_folder, "--imaps", "127.0.0.1:0", "--user", "anna:secret");
}
