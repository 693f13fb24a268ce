using System.IO.Pipelines;

namespace MailStore.Smtp.Tests.Connection;

public sealed class PatienceTests
{
    [Fact]
    public async Task A_client_has_five_minutes_for_a_command()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.SendAsync("NOO");
        var (line, passed) = await peer.WaitForLineAsync();
        Assert.Equal("421 4.4.2 Too long without a word", line);
        Assert.True(passed >= TimeSpan.FromMinutes(5), $"only {passed}");
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_sends_a_command_octet_by_octet_has_no_more_time()
    {
        await using var peer = new SmtpPeer(requests: new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await peer.BeginAsync();
        var octets = 0;
        while (octets < 1000 && await peer.TrySendAsync("x"))
        {
            octets++;
            peer.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("421 4.4.2 Too long without a word", await peer.ReadAsync());
        Assert.InRange(octets, 4, 7);
    }

    [Fact]
    public async Task A_client_that_stops_in_a_message_has_three()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\nSubject: half");
        Assert.StartsWith("250", await peer.ReadAsync());
        Assert.StartsWith("250", await peer.ReadAsync());
        Assert.StartsWith("354", await peer.ReadAsync());
        var (line, passed) = await peer.WaitForLineAsync();
        Assert.StartsWith("421 4.4.2", line);
        Assert.True(passed >= TimeSpan.FromMinutes(3), $"only {passed}");
        Assert.Empty(await peer.StoredAsync());
    }

    [Fact]
    public async Task An_octet_now_and_then_is_not_waited_for_for_ever()
    {
        // A write ends when it was read: then the server has looked at the clock, or is about to.
        await using var peer = new SmtpPeer(requests: new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\n");
        Assert.StartsWith("250", await peer.ReadAsync());
        Assert.StartsWith("250", await peer.ReadAsync());
        Assert.StartsWith("354", await peer.ReadAsync());
        var octets = 0;
        while (octets < 1000 && await peer.TrySendAsync("x"))
        {
            octets++;
            peer.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.StartsWith("421 4.4.2", await peer.ReadAsync());
        Assert.InRange(octets, 5, 999);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_waited_for_for_ever()
    {
        await using var peer = new SmtpPeer(new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500));
        await peer.BeginAsync();
        for (var number = 0; number < 100; number++)
        {
            await peer.SendAsync("HELP\r\n");
        }

        while (!peer.Server.IsCompleted)
        {
            peer.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await peer.Server;
    }

    [Fact]
    public async Task When_the_server_stops_everybody_is_told()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.StopAsync();
        Assert.Equal("421 4.3.2 The server ends this session", await peer.ReadAsync());
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task When_the_store_is_closed_the_client_keeps_its_message()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.DoAsync("MAIL FROM:<a@b.example>", "250 ");
        await peer.DoAsync("RCPT TO:<anna@example.org>", "250 ");
        await peer.Store.DisposeAsync();
        await peer.SendAsync("DATA\r\n");
        Assert.StartsWith("421 4.3.0", await peer.ReadAsync());
    }
}
