using System.IO.Pipelines;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Tests.Connection;

/// <summary>Commands cost no memory once a session is warm. All of the process is counted, so nothing else runs meanwhile.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    private const int Commands = 500;
    private const int Rounds = 10;

    private static readonly PipeOptions s_wide = new(pauseWriterThreshold: 0);

    [Theory]
    [InlineData("NOOP\r\n")]
    [InlineData("RSET\r\n")]
    [InlineData("MAIL FROM:<some.body@elsewhere.example> SIZE=24000 BODY=8BITMIME\r\nRSET\r\n")]
    [InlineData("DATA\r\n")]
    [InlineData("VRFY somebody\r\n")]
    [InlineData("MAIL FROM:<>\r\nRCPT TO:<nobody@example.org>\r\nRSET\r\n")]
    public async Task A_command_allocates_nothing(string commands) => Assert.Equal(0, await MeasureAsync(commands, isKnown: false));

    [Fact]
    public async Task A_recipient_costs_what_the_store_takes_to_say_whether_there_is_room()
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        var account = (await peer.Store.OpenAccountAsync(AccountName.Create("anna")))!.Id;
        _ = (await peer.Store.OpenAccountAsync(account))!.Quota;
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = (await peer.Store.OpenAccountAsync(account))!.Quota;
        var opening = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(opening, await MeasureAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nRSET\r\n", isKnown: true));
    }

    /// <returns>Octets for one time that the commands are said.</returns>
    private static async Task<long> MeasureAsync(string commands, bool isKnown)
    {
        await using var peer = new SmtpPeer(s_wide, s_wide)
        {
            KnowsAnna = isKnown,
            Limits = new SmtpLimits { CommandsMax = int.MaxValue, RefusalsMax = int.MaxValue },
        };
        await peer.BeginAsync();
        var batch = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(commands, Commands)));
        var lines = batch.Count(octet => octet == (byte)'\n');
        var smallest = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            peer.Exchange(batch, lines);
            smallest = Math.Min(smallest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return smallest / Commands;
    }
}
