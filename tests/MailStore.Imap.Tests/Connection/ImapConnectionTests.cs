using System.IO.Pipelines;

namespace MailStore.Imap.Tests.Connection;

public sealed class ImapConnectionTests
{
    [Fact]
    public async Task A_stranger_has_three_minutes()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: false);
        var (line, passed) = await client.WaitForLineAsync();
        Assert.Equal("* BYE Too long without a word", line);
        Assert.True(passed >= TimeSpan.FromMinutes(3), $"only {passed}");
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task A_user_has_half_an_hour()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        var (line, passed) = await client.WaitForLineAsync();
        Assert.Equal("* BYE Too long without a word", line);
        Assert.True(passed >= TimeSpan.FromMinutes(30), $"only {passed}");
    }

    [Fact]
    public async Task Whoever_idles_has_half_an_hour_too()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("SELECT INBOX");
        await client.SendAsync("i IDLE\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        var (line, passed) = await client.WaitForLineAsync();
        Assert.Equal("* BYE Too long without a word", line);
        Assert.True(passed >= TimeSpan.FromMinutes(30), $"only {passed}");
    }

    [Fact]
    public async Task A_literal_that_never_comes_is_not_waited_for_for_ever()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.SendAsync("a APPEND INBOX {100+}\r\nonly this");
        var (line, _) = await client.WaitForLineAsync();
        Assert.Equal("* BYE Too long without a word", line);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_waited_for_for_ever()
    {
        await using var client = new PipeClient(new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500));
        await client.BeginAsync(isLoggedIn: true);
        for (var number = 0; number < 100; number++)
        {
            await client.SendAsync($"a{number} CAPABILITY\r\n");
        }

        while (!client.Server.IsCompleted)
        {
            client.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await client.Server;
    }

    [Fact]
    public async Task When_the_server_stops_everybody_is_told()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.SendAsync("i IDLE\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        await client.StopAsync();
        Assert.Equal("* BYE [UNAVAILABLE] The server ends this session", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
        await client.Server;
    }

    [Fact]
    public async Task When_the_store_is_closed_the_session_ends_with_BYE()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.Store.DisposeAsync();
        await client.SendAsync("a CREATE x\r\n");
        Assert.StartsWith("* BYE [UNAVAILABLE]", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
    }
}
