using MailStore.Smtp.Session;
using MailStore.Wire;

namespace MailStore.Smtp.Tests.Connection;

public sealed class FloodTests
{
    [Fact]
    public async Task Ten_thousand_recipients_are_a_thousand_and_then_the_end()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\n");
        var sending = SendAllAsync(peer, 10_000);
        var replies = await peer.ReadAllAsync();
        Assert.Equal(1001, replies.Count(reply => reply.StartsWith("250 ", StringComparison.Ordinal)));
        Assert.All(replies.Skip(1001).SkipLast(1), reply => Assert.StartsWith("452 4.5.3", reply));
        Assert.StartsWith("421 4.7.0", replies[^1]);
        Assert.True(replies.Count <= peer.Limits.CommandsMax + 1, $"{replies.Count} replies");
        await sending;
    }

    [Fact]
    public async Task A_thousand_recipients_have_one_message_stored_once()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\n" + string.Concat(Enumerable.Repeat("RCPT TO:<anna@example.org>\r\n", 1000)) + "DATA\r\nSubject: x\r\n.\r\nQUIT\r\n");
        var replies = await peer.ReadAllAsync();
        Assert.Contains(replies, reply => reply.StartsWith("250 2.0.0 Stored", StringComparison.Ordinal));
        Assert.Equal("Subject: x\r\n", Assert.Single(await peer.StoredAsync()));
    }

    [Fact]
    public async Task A_line_without_an_end_is_dropped_up_to_a_bound()
    {
        await using var peer = new SmtpPeer { Limits = new() { Octets = new Limits { LineBytesMax = 12 * 1024, DiscardBytesMax = 100_000 } } };
        await peer.BeginAsync();
        var line = new string('x', 10_000);
        var sending = Task.Run(async () =>
        {
            for (var number = 0; number < 50; number++)
            {
                await peer.SendAsync(line);
            }
        });
        Assert.StartsWith("500 5.5.2", await peer.ReadAsync());
        Assert.StartsWith("421 4.5.2", await peer.ReadAsync());
        Assert.Null(await peer.ReadAsync());
        await sending;
    }

    [Fact]
    public async Task A_message_without_an_end_is_dropped_up_to_a_bound()
    {
        await using var peer = new SmtpPeer { Limits = new() { Octets = new Limits { LineBytesMax = 1000, MessageBytesMax = 10_000, DiscardBytesMax = 50_000 } } };
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\n");
        var text = new string('x', 998) + "\r\n";
        var sending = Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++)
            {
                await peer.SendAsync(text);
            }
        });
        var replies = await peer.ReadAllAsync();
        Assert.StartsWith("421 4.3.4", replies[^1]);
        Assert.Empty(await peer.StoredAsync());
        await sending;
    }

    [Fact]
    public async Task Names_cannot_be_tried_out_for_ever()
    {
        await using var peer = new SmtpPeer { Settings = new(SmtpRole.Submission) };
        await peer.BeginAsync();

        // nobody, wrong
        var replies = new List<string?>();
        for (var number = 0; number < peer.Limits.LoginsMax; number++)
        {
            await peer.SendAsync("AUTH PLAIN AG5vYm9keQB3cm9uZw==\r\n");
            replies.Add(await peer.ReadAsync());
        }

        Assert.All(replies, reply => Assert.Equal("535 5.7.8 The name or the password is wrong", reply));
        Assert.StartsWith("421 4.7.0", await peer.ReadAsync());
        Assert.Null(await peer.ReadAsync());
    }

    private static async Task SendAllAsync(SmtpPeer peer, int recipients)
    {
        for (var number = 0; number < recipients; number++)
        {
            await peer.SendAsync($"RCPT TO:<r{number}@example.org>\r\n");
        }
    }
}
