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
