using System.IO.Compression;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

/// <summary>Text of attachments, from the setting to the figures.</summary>
public sealed class AttachmentSearchTests : IDisposable
{
    private readonly CommandLine _shell = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task A_kind_of_attachments_is_searched_when_it_is_set_and_what_became_of_them_is_counted()
    {
        var message = Message();
        await using (var server = await StartAsync("--search-attachments", "office"))
        {
            using var client = await LogInAsync(server);
            await client.DoAsync($"APPEND INBOX {{{message.Length}+}}\r\n{message}");
            Assert.Contains("* SEARCH 1", await client.DoAsync("SEARCH BODY \"whole harvest\""));
            var figures = await _http.GetStringAsync(new Uri($"http://{server.At("HTTP")}/metrics"));
            Assert.Contains("mailstore_search_attachment_duration_seconds_count{extractor=\"office\",outcome=\"done\"} 1\n", figures, StringComparison.Ordinal);
            var told = await _shell.DoneAsync("search", "explain", "anna", "INBOX", "BODY harvest");
            Assert.Contains("found 1", told, StringComparison.Ordinal);
        }

        await using (var server = await StartAsync())
        {
            using var client = await LogInAsync(server);
            Assert.Contains("* SEARCH", await client.DoAsync("SEARCH BODY \"whole harvest\""));
            Assert.Contains("* SEARCH 1", await client.DoAsync("SEARCH TEXT \"harvest.docx\""));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _shell.Dispose();
    }

    private static async Task<ImapSocket> LogInAsync(RunningServer server)
    {
        var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna secret");
        await client.DoAsync("SELECT INBOX");
        return client;
    }

    private static string Message()
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var file = archive.CreateEntry("word/document.xml").Open();
            file.Write("<w:p><w:t>the whole har</w:t><w:t>vest</w:t></w:p>"u8);
        }

        return $"Subject: it\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/octet-stream; name=harvest.docx\r\n"
            + $"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(octets.ToArray())}\r\n--b--\r\n";
    }

    private Task<RunningServer> StartAsync(params string[] more) => RunningServer.StartAsync(_shell.Data, ["--user", "anna:secret", "--http", "127.0.0.1:0", .. more]);
}
