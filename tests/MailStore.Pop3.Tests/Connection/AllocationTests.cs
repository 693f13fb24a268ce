using System.Text;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Tests.Running;

namespace MailStore.Pop3.Tests.Connection;

public sealed class AllocationTests
{
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
