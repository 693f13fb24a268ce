namespace MailStore.Server.Tests.Hosting;

public sealed class Pop3Tests : IDisposable
{
    private const string Message = "Subject: Hello\r\n\r\nHello there.\r\n";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailstore-" + Guid.NewGuid().ToString("n"));

    [Fact]
    public async Task What_IMAP_brought_POP3_fetches_and_deletes()
    {
        await using var server = await RunningServer.StartAsync(_folder, "--pop3", "127.0.0.1:0", "--pop3s", "127.0.0.1:0", "--user", "anna:secret");
        using (var imap = await ImapSocket.OpenAsync(server.Imap))
        {
            await imap.DoAsync("LOGIN anna secret");
            await imap.DoAsync($"APPEND INBOX {{{Message.Length}+}}\r\n{Message}");
        }

        using (var pop3 = await TlsSocket.OpenAsync(server.At("POP3")))
        {
            await pop3.ReadAsync();
            await pop3.SendAsync("STLS\r\n");
            Assert.StartsWith("+OK", await pop3.ReadAsync());
            await pop3.StartTlsAsync(alpn: "pop3");
            await pop3.SendAsync("USER anna\r\nPASS secret\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n");
            string?[] expected = ["+OK And the password?", "+OK 1 message", $"+OK {Message.Length} octets", "Subject: Hello", "", "Hello there.", ".", "+OK Deleted when you QUIT", "+OK Until next time", null];
            foreach (var line in expected)
            {
                Assert.Equal(line, await pop3.ReadAsync());
            }
        }

        using var again = await TlsSocket.OpenAsync(server.At("POP3S"));
        await again.StartTlsAsync();
        Assert.StartsWith("+OK", await again.ReadAsync());
        await again.SendAsync("AUTH PLAIN AGFubmEAc2VjcmV0\r\n");
        Assert.Equal("+OK 0 messages", await again.ReadAsync());
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
