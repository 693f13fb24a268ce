using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Tests.Running;

namespace MailStore.Pop3.Tests.Connection;

public sealed class AllocationTests
{
#if DEBUG
    /// <summary>Without optimisation every async method has its state on the heap, whether or not it waits; measured, and a third more.</summary>
    private const long AsyncBytesMax = 1200;
#else
    private const long AsyncBytesMax = 0;
#endif

    [Theory]
    [InlineData("NOOP")]
    [InlineData("STAT")]
    [InlineData("LIST 2")]
    [InlineData("UIDL 2")]
    [InlineData("DELE 4")]
    [InlineData("RSET")]
    [InlineData("DELE 3\r\nSTAT\r\nRSET")]
    public async Task A_command_allocates_nothing(string command)
    {
        await using var drop = await Drop.OfAsync([.. Enumerable.Repeat("Subject: x\r\n\r\nText.\r\n", 3)]);
        Run(drop, command, 100);
        var few = Run(drop, command, 1000);
        var many = Run(drop, command, 3000);
        Assert.True(many - few < 2000, $"{(many - few) / 2000.0} octets a command");
    }

    [Theory]
    [InlineData("LIST")]
    [InlineData("UIDL")]
    public async Task A_list_allocates_nothing(string command)
    {
        await using var drop = await Drop.OfAsync([.. Enumerable.Repeat("Subject: x\r\n\r\nText.\r\n", 300)]);
        Assert.InRange(OfOne(drop, command), -1, AsyncBytesMax);
    }

    [Theory]
    [InlineData("RETR 2")]
    [InlineData("TOP 2 0")]
    [InlineData("TOP 2 5")]
    public async Task A_message_costs_what_the_store_takes_to_open_it(string command)
    {
        await using var drop = await Drop.OfAsync([.. Enumerable.Repeat("Subject: x\r\n\r\n" + string.Concat(Enumerable.Repeat("..Text.\r\n", 1000)), 3)]);
        var inbox = await (await drop.OpenAsync()).OpenAsync(MailboxName.Inbox);
        using var view = await inbox!.OpenViewAsync(isReadOnly: true);
        Opening(view);
        var opening = Opening(view);
        Assert.InRange(OfOne(drop, command) - opening, -1, AsyncBytesMax);
    }

    private static long Opening(IMailboxView view)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
#pragma warning disable CA2012 // It never waits; and an async method would be counted along.
        var opened = view.OpenAsync(view.UidAt(2));
        Assert.True(opened.IsCompletedSuccessfully);
        opened.Result!.Dispose();
#pragma warning restore CA2012
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long OfOne(Drop drop, string command)
    {
        Run(drop, command, 100);
        var few = Run(drop, command, 100);
        return (Run(drop, command, 300) - few) / 200;
    }

    /// <summary>On this thread from the first octet to the last, since nothing is waited for.</summary>
    private static long Run(Drop drop, string command, int times)
    {
        var input = Encoding.ASCII.GetBytes("USER anna\r\nPASS x\r\n" + string.Concat(Enumerable.Repeat(command + "\r\n", times)) + "QUIT\r\n");
        var connection = new Pop3Connection(new FixedConnection(input, new DroppingWriter()), drop.Services(new() { BadCommandsMax = int.MaxValue }));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var running = connection.RunAsync();
        var after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(running.IsCompletedSuccessfully, "The session waited for something.");
        return after - before;
    }
}
