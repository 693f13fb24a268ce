using MailStore.Imap.Session;
using MailStore.Mime.Extraction;

namespace MailStore.Imap.Tests.Connection;

public sealed class ProgressTests
{
    [Fact]
    public async Task A_search_that_takes_long_says_how_far_it_is()
    {
        await using var client = new PipeClient(clock: new HurriedClock());
        await client.BeginAsync(isLoggedIn: true);
        for (var number = 0; number < 3; number++)
        {
            await client.DoAsync("APPEND INBOX {14+}\r\nSubject: x\r\n\r\n");
        }

        await client.DoAsync("SELECT INBOX");
        await client.SendAsync("a7 SEARCH BODY nothing\r\n");
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal($"* OK [INPROGRESS (\"a7\" {number} 3)] Still at it", await client.ReadAsync());
        }

        Assert.Equal("* SEARCH", await client.ReadAsync());
        Assert.StartsWith("a7 OK", await client.ReadAsync());
    }

    [Fact]
    public async Task A_search_that_waits_for_an_attachment_says_so()
    {
        using var extractor = new HeldExtractor();
        using var extraction = new TextExtraction([extractor], new() { Time = TimeSpan.FromHours(1) }, TimeProvider.System);
        await using var client = new PipeClient { Extraction = extraction, Limits = new() { SearchTime = TimeSpan.FromDays(40) } };
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("APPEND INBOX {37+}\r\nContent-Type: application/x-held\r\n\r\nx");
        await client.DoAsync("SELECT INBOX");
        await client.SendAsync("a7 SEARCH BODY held\r\n");
        var (line, _) = await client.WaitForLineAsync();
        Assert.Equal("* OK [INPROGRESS (\"a7\" 1 1)] Still at it", line);
        extractor.GoOn();
        while (line!.StartsWith("* OK", StringComparison.Ordinal))
        {
            line = await client.ReadAsync();
        }

        Assert.Equal("* SEARCH 1", line);
        Assert.StartsWith("a7 OK", await client.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_hangs_up_waits_for_no_attachment()
    {
        using var extractor = new HeldExtractor();
        using var extraction = new TextExtraction([extractor], new() { Time = TimeSpan.FromHours(1) }, TimeProvider.System);
        await using var client = new PipeClient { Extraction = extraction };
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("APPEND INBOX {37+}\r\nContent-Type: application/x-held\r\n\r\nx");
        await client.DoAsync("SELECT INBOX");
        await client.SendAsync("a7 SEARCH BODY held\r\n");
        await extractor.Begun;
        client.HangUp();
        while (!client.Server.IsCompleted)
        {
            client.Clock.Advance(new ImapLimits().ForsakenTime);
            await Task.Yield();
        }

        await client.Server;
    }

    [Fact]
    public async Task What_is_known_of_a_message_is_searched_without_a_word()
    {
        await using var client = new PipeClient(clock: new HurriedClock());
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("APPEND INBOX {14+}\r\nSubject: x\r\n\r\n");
        await client.DoAsync("SELECT INBOX");
        await client.SendAsync("a7 SEARCH FLAGGED BODY nothing\r\n");
        Assert.Equal("* SEARCH", await client.ReadAsync());
        Assert.StartsWith("a7 OK", await client.ReadAsync());
    }
}
