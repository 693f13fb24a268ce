using System.IO.Pipelines;
using MailStore.Pop3.Tests.Running;

namespace MailStore.Pop3.Tests.Connection;

public sealed class Pop3ConnectionTests
{
    private const string Message = "Subject: x\r\n\r\nText.\r\n";

    // RFC 1939 §3: without a word, and nothing is deleted.
    [Fact]
    public async Task A_user_has_ten_minutes_and_then_nothing_is_deleted()
    {
        await using var drop = await Drop.OfAsync(Message);
        await using var client = new Dialogue(drop);
        await client.LogInAsync();
        await client.SendAsync("DELE 1\r\n");
        Assert.StartsWith("+OK", await client.ReadAsync());
        var (line, passed) = await client.WaitForLineAsync();
        Assert.Null(line);
        Assert.True(passed >= TimeSpan.FromMinutes(10), $"only {passed}");
        Assert.Equal((1, 0), ((await drop.StatusAsync()).Messages, (await drop.StatusAsync()).Deleted));
    }

    [Fact]
    public async Task A_stranger_has_three_minutes()
    {
        await using var drop = await Drop.OfAsync();
        await using var client = new Dialogue(drop);
        await client.ReadAsync();
        var (line, passed) = await client.WaitForLineAsync();
        Assert.Null(line);
        Assert.True(passed >= TimeSpan.FromMinutes(3), $"only {passed}");
    }

    [Fact]
    public async Task A_client_that_sends_a_line_octet_by_octet_has_no_more_time()
    {
        await using var drop = await Drop.OfAsync();
        await using var client = new Dialogue(drop);
        await client.ReadAsync();
        for (var number = 0; number < 100 && !client.Server.IsCompleted; number++)
        {
            await client.SendAsync("x");
            drop.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Null((await client.WaitForLineAsync()).Line);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_waited_for_for_ever()
    {
        await using var drop = await Drop.OfAsync("Subject: x\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 5000)));
        await using var client = new Dialogue(drop, replies: new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500));
        await client.LogInAsync();
        await client.SendAsync("RETR 1\r\n");
        while (!client.Server.IsCompleted)
        {
            drop.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await client.Server;
    }

    [Fact]
    public async Task When_the_server_stops_nothing_is_deleted_and_the_drop_is_free_again()
    {
        await using var drop = await Drop.OfAsync(Message);
        await using (var client = new Dialogue(drop))
        {
            await client.LogInAsync();
            await client.SendAsync("DELE 1\r\n");
            await client.ReadAsync();
            await client.StopAsync();
            Assert.Equal("-ERR [SYS/TEMP] The server ends this session", await client.ReadAsync());
            Assert.Null(await client.ReadAsync());
        }

        Assert.Equal(1, (await drop.StatusAsync()).Messages);
        await using var next = new Dialogue(drop);
        await next.LogInAsync();
    }

    [Fact]
    public async Task When_the_store_is_closed_QUIT_says_that_nothing_was_deleted()
    {
        await using var drop = await Drop.OfAsync(Message);
        await using var client = new Dialogue(drop);
        await client.LogInAsync();
        await client.SendAsync("DELE 1\r\n");
        await client.ReadAsync();
        await drop.Store.DisposeAsync();
        await client.SendAsync("QUIT\r\n");
        Assert.StartsWith("-ERR [SYS/TEMP]", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
    }

    // RFC 1939 §5: what arrives meanwhile is not there, and what others delete still is.
    [Fact]
    public async Task A_drop_does_not_change_during_a_session()
    {
        await using var drop = await Drop.OfAsync(Message, Message);
        await using var client = new Dialogue(drop);
        await client.LogInAsync();
        await drop.AddAsync(Message);
        var inbox = (await (await drop.OpenAsync()).OpenAsync(Abstractions.Mailboxes.MailboxName.Inbox))!;
        await inbox.ChangeFlags(Abstractions.Messages.UidSet.Of(1), Abstractions.Messages.FlagMode.Add, new(Abstractions.Messages.SystemFlags.Deleted));
        await inbox.Expunge();
        await client.SendAsync($"STAT\r\nRETR 1\r\nRETR 3\r\nQUIT\r\n");
        string[] expected = [$"+OK 2 {2 * Message.Length}", $"+OK {Message.Length} octets", "Subject: x", "", "Text.", ".", "-ERR There is no such message", "+OK Until next time"];
        foreach (var line in expected)
        {
            Assert.Equal(line, await client.ReadAsync());
        }

        Assert.Equal(2, (await drop.StatusAsync()).Messages);
    }

    [Fact]
    public async Task QUIT_marks_what_was_retrieved_as_seen_unless_it_is_told_not_to()
    {
        await using var drop = await Drop.OfAsync(Message, Message, Message);
        foreach (var (marks, unseen) in new[] { (false, 3), (true, 2) })
        {
            await using var client = new Dialogue(drop, new() { MarksSeen = marks });
            await client.LogInAsync();
            await client.SendAsync("RETR 2\r\nTOP 1 0\r\nQUIT\r\n");
            while (await client.ReadAsync() is not null)
            {
            }

            Assert.Equal(unseen, (await drop.StatusAsync()).Unseen);
        }
    }

    [Fact]
    public async Task Ten_thousand_messages_are_listed_whole()
    {
        await using var drop = await Drop.OfAsync([.. Enumerable.Repeat("x\r\n", 10_000)]);
        await using var client = new Dialogue(drop);
        await client.LogInAsync();
        await client.SendAsync("LIST\r\nUIDL\r\n");
        Assert.Equal("+OK 10000 30000", await client.ReadAsync());
        for (var number = 1; number <= 10_000; number++)
        {
            Assert.Equal($"{number} 3", await client.ReadAsync());
        }

        Assert.Equal(".", await client.ReadAsync());
        Assert.Equal("+OK 10000 messages", await client.ReadAsync());
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 1; number <= 10_000; number++)
        {
            ids.Add((await client.ReadAsync())!.Split(' ')[1]);
        }

        Assert.Equal(10_000, ids.Count);
        Assert.Equal(".", await client.ReadAsync());
    }
}
