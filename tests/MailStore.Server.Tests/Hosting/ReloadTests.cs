using MailStore.Server.Cli.Output;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

public sealed class ReloadTests : IDisposable
{
    private const string Message = "Subject: Hello\r\n\r\nHello there.\r\n";
    private readonly CommandLine _shell = new();

    private string ConfigFile => Path.Combine(_shell.Folder, "mailstore.toml");

    [Fact]
    public async Task What_can_be_read_again_holds_for_the_next_session_and_the_rest_is_named()
    {
        await WriteAsync("user = [\"anna:secret\"]\nimap = [\"127.0.0.1:0\"]\n");
        await using var server = await StartAsync();
        using var before = await ImapSocket.OpenAsync(server.Imap);
        await before.DoAsync("LOGIN anna secret");
        await WriteAsync("user = [\"anna:other\", \"bert:secret\"]\nimap = [\"127.0.0.1:0\"]\ndrain-seconds = 3\nmessage-bytes = 4000");
        Assert.Equal("Read again; new: user, message-bytes. Only a restart changes drain-seconds.", (await _shell.DoneAsync("reload")).Trim());
        await before.DoAsync("NOOP");
        using var after = await ImapSocket.OpenAsync(server.Imap);
        await after.SendAsync("x LOGIN anna secret\r\n");
        Assert.StartsWith("x NO", await after.ReadAsync());
        await after.DoAsync("LOGIN bert secret");

        // A setting that needs a restart is named each time, and others only once.
        Assert.Equal("Read again; no setting is new, and certificates were looked at. Only a restart changes drain-seconds.", (await _shell.DoneAsync("reload")).Trim());
    }

    // RFC 1939 §4: the lock on a maildrop is one session's, whatever was read again meanwhile.
    [Fact]
    public async Task A_maildrop_stays_with_its_session()
    {
        await WriteAsync("user = [\"anna:secret\"]\npop3 = [\"127.0.0.1:0\"]\n");
        await using var server = await StartAsync();
        using var before = await LogInByPop3Async(server, "+OK 0 messages");
        await WriteAsync("user = [\"anna:secret\"]\npop3 = [\"127.0.0.1:0\"]\npop3-login-delay = 0\npop3-marks-seen = false\n");
        Assert.StartsWith("Read again; new: pop3-marks-seen.", await _shell.DoneAsync("reload"), StringComparison.Ordinal);
        using (await LogInByPop3Async(server, "-ERR [IN-USE]"))
        {
            await before.SendAsync("QUIT\r\n");
            Assert.StartsWith("+OK", await before.ReadAsync());
        }

        using var after = await LogInByPop3Async(server, "+OK 0 messages");
    }

    [Fact]
    public async Task If_anything_is_wrong_everything_stays_as_it_was()
    {
        await WriteAsync("user = [\"anna:secret\"]\nimap = [\"127.0.0.1:0\"]\n");
        await using var server = await StartAsync();
        await WriteAsync("user = [\"bert:secret\"]\nlog-level = \"loud\"\ncertificate = [\"none.pem\"]\nkey = [\"none.pem\"]");
        var (code, _, error) = await _shell.RunAsync("reload");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal($"mailstore: The settings stay as they were: {ConfigFile}:2: 'loud' is none of debug, info, warning, error, none.", error.Trim());
        await WriteAsync("user = [\"bert:secret\"]\ncertificate = [\"none.pem\"]\nkey = [\"none.pem\"]");
        (_, _, error) = await _shell.RunAsync("reload");
        Assert.Contains("none.pem", error, StringComparison.Ordinal);
        using var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna secret");
    }

    [Fact]
    public async Task Reload_under_load_drops_no_session_and_loses_no_message()
    {
        var (first, second) = (TestCertificate.Write(Path.Combine(_shell.Folder, "a"), "mail.example.org"), TestCertificate.Write(Path.Combine(_shell.Folder, "b"), "mail.example.org"));
        string With((string Certificate, string Key) pair, int bytes) =>
            $"user = [\"anna:secret\"]\nimap = [\"127.0.0.1:0\"]\ncertificate = ['{pair.Certificate}']\nkey = ['{pair.Key}']\nmessage-bytes = {bytes}";
        await WriteAsync(With(first, 100_000));
        await using var server = await StartAsync();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 8).Select(number => LoadAsync(server, number, stop.Token)).ToList();
        for (var round = 0; round < 20; round++)
        {
            await WriteAsync(With(round % 2 == 0 ? second : first, 100_001 + round));
            Assert.StartsWith("Read again; new: certificate, key, message-bytes.", await _shell.DoneAsync("reload"), StringComparison.Ordinal);
        }

        await stop.CancelAsync();
        var sent = (await Task.WhenAll(clients)).Sum();
        Assert.True(sent > 0, "No message was sent meanwhile.");
        using var reader = await ImapSocket.OpenAsync(server.Imap);
        await reader.DoAsync("LOGIN anna secret");
        Assert.Contains($"* {sent} EXISTS", await reader.DoAsync("SELECT INBOX"));
    }

    public void Dispose() => _shell.Dispose();

    // Half of them stay, half of them come anew for each message.
    private static async Task<int> LoadAsync(RunningServer server, int number, CancellationToken stop)
    {
        var sent = 0;
        var client = await LogInAsync(server);
        while (!stop.IsCancellationRequested)
        {
            if (number % 2 == 0)
            {
                client.Dispose();
                client = await LogInAsync(server);
            }

            await client.DoAsync($"APPEND INBOX {{{Message.Length}+}}\r\n{Message}");
            sent++;
        }

        client.Dispose();
        return sent;
    }

    private static async Task<TlsSocket> LogInByPop3Async(RunningServer server, string answer)
    {
        var client = await TlsSocket.OpenAsync(server.At("POP3"));
        await client.ReadAsync();
        await client.SendAsync("AUTH PLAIN AGFubmEAc2VjcmV0\r\n");
        Assert.StartsWith(answer, await client.ReadAsync(), StringComparison.Ordinal);
        return client;
    }

    private static async Task<ImapSocket> LogInAsync(RunningServer server)
    {
        var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna secret");
        return client;
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(ConfigFile, text);

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(_shell.Data, "--config", ConfigFile);
}
