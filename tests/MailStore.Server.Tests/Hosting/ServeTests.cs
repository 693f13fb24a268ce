using System.Net.Sockets;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;
using MailStore.Server.Samples;

namespace MailStore.Server.Tests.Hosting;

public sealed class ServeTests : IDisposable
{
    private const string Message = "Subject: Hello\r\n\r\nHello there.\r\n";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailstore-" + Guid.NewGuid().ToString("n"));

    [Fact]
    public async Task Mail_goes_in_and_comes_out_again_after_a_restart()
    {
        await using (var server = await StartAsync())
        {
            using var client = await LogInAsync(server);
            await client.DoAsync("SELECT INBOX");
            var appended = await client.DoAsync($"APPEND INBOX (\\Flagged work) {{{Message.Length}+}}\r\n{Message}");
            Assert.Contains("* 1 EXISTS", appended);
            await client.DoAsync("CREATE Archive/2026");
            await client.DoAsync("COPY 1 Archive/2026");
            Assert.Equal(ExitCode.Done, await server.StopAsync());

            // Whoever was there is told, and then cut off.
            Assert.StartsWith("* BYE ", await client.ReadAsync());
            Assert.Null(await client.ReadAsync());
        }

        await using var again = await StartAsync();
        using var reader = await LogInAsync(again);
        Assert.Contains("* LIST (\\HasNoChildren) \"/\" Archive/2026", await reader.DoAsync("LIST \"\" *"));
        await reader.DoAsync("EXAMINE Archive/2026");
        var lines = await reader.DoAsync("UID FETCH 1 (FLAGS RFC822.SIZE BODY.PEEK[])");
        Assert.Equal(
            [$"* 1 FETCH (UID 1 FLAGS (\\Recent \\Flagged work) RFC822.SIZE {Message.Length} BODY[] {{{Message.Length}}}", "Subject: Hello", "", "Hello there.", ")"],
            lines[..^1]);
    }

    [Fact]
    public async Task A_message_larger_than_any_buffer_goes_in_and_out_unchanged()
    {
        await using var server = await StartAsync();
        using var client = await LogInAsync(server);
        await client.DoAsync("SELECT INBOX");
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(line => $"Line {line} of a long letter.\r\n"));
        await client.DoAsync($"APPEND INBOX {{{text.Length}+}}\r\n{text}");
        var lines = await client.DoAsync("FETCH 1 BODY.PEEK[]");
        Assert.Equal($"* 1 FETCH (BODY[] {{{text.Length}}}", lines[0]);
        Assert.Equal(text.Split("\r\n")[..^1], lines[1..^2]);
    }

    [Theory]
    [InlineData("X-Last")]
    [InlineData("X-Huge")]
    public async Task Fields_of_a_header_larger_than_is_looked_into_end_with_an_empty_line(string name)
    {
        await using var server = await StartAsync();
        using var client = await LogInAsync(server);
        await client.DoAsync("SELECT INBOX");
        var message = $"X-First: 1\r\nX-Huge: {new string('x', 3_000_000)}\r\nX-Last: 2\r\n\r\nText.\r\n";
        await client.DoAsync($"APPEND INBOX {{{message.Length}+}}\r\n{message}");
        var lines = await client.DoAsync($"FETCH 1 BODY.PEEK[HEADER.FIELDS (X-First {name})]");
        Assert.Equal("X-First: 1", lines[1]);
        Assert.Equal(["", ")"], lines[^3..^1]);
    }

    [Fact]
    public async Task Pipelined_commands_are_answered_in_their_order()
    {
        await using var server = await StartAsync();
        using var client = await LogInAsync(server);
        var batch = string.Concat(Enumerable.Range(0, 200).Select(number => $"p{number} APPEND INBOX {{{Message.Length}+}}\r\n{Message}\r\n"));
        await client.SendAsync(batch + "done STATUS INBOX (MESSAGES)\r\n");
        for (var number = 0; number < 200; number++)
        {
            Assert.StartsWith($"p{number} OK [APPENDUID ", await client.ReadAsync());
        }

        Assert.Equal("* STATUS INBOX (MESSAGES 200)", await client.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_idles_hears_of_mail_at_once()
    {
        await using var server = await StartAsync();
        using var idler = await LogInAsync(server);
        using var sender = await LogInAsync(server);
        await idler.DoAsync("SELECT INBOX");
        await idler.SendAsync("i IDLE\r\n");
        Assert.StartsWith("+ ", await idler.ReadAsync());
        await sender.DoAsync($"APPEND INBOX {{{Message.Length}+}}\r\n{Message}");
        Assert.Equal("* 1 EXISTS", await idler.ReadAsync());
        Assert.Equal("* 1 RECENT", await idler.ReadAsync());
        await idler.SendAsync("DONE\r\n");
        Assert.StartsWith("i OK", await idler.ReadAsync());
    }

    [Fact]
    public async Task Without_a_user_an_account_is_made_up_and_its_password_said()
    {
        await using var server = await RunningServer.StartAsync(_folder);
        var password = server.Output.Split("password ")[1].Split('(')[0].Trim();
        using var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync($"LOGIN demo@localhost {password}");
        Assert.Contains($"* {SampleMail.Names.Count} EXISTS", await client.DoAsync("SELECT INBOX"));
        Assert.Contains(await client.DoAsync("FETCH 1:* BODYSTRUCTURE"), line => line.Contains("\"dot.png\"", StringComparison.Ordinal));
        Assert.Contains("* SEARCH 5 6 7 8 9 10 11 12", await client.DoAsync("SEARCH SUBJECT \"which cups\""));
    }

    [Fact]
    public async Task A_server_that_is_stopped_while_it_starts_just_stops()
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var code = await CommandRoot.RunAsync(["serve", "--data", _folder, "--imap", "127.0.0.1:0"], new Terminal(Stream.Null, output, error, IsInteractive: false), stop.Token);
        Assert.Equal((ExitCode.Done, ""), (code, error.ToString()));
        Assert.Contains("Stopped before it served.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningServer.StartAsync(_folder, "--imap", taken.LocalEndpoint.ToString()!));
        Assert.Contains("address already in use", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "letter.txt"), "mine");
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningServer.StartAsync(_folder));
        Assert.Contains("holds something, and no MailStore store", fault.Message, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_folder, "letter.txt")], Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_second_server_on_the_same_store_is_refused()
    {
        await using var server = await StartAsync();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        Assert.Contains(_folder, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(_folder, "--user", "anna:se:cret");

    private static async Task<ImapSocket> LogInAsync(RunningServer server)
    {
        var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna se:cret");
        return client;
    }
}
