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
    private const int Rounds = 40;

    // What comes at once with its replies: little enough that pipes hold it without growing.
    private const int Messages = 20;

#if DEBUG
    /// <summary>Without optimisation every async method has its state on the heap, whether or not it waits; measured, and a third more.</summary>
    private const long MessageBytesMax = 6000;
#else
    private const long MessageBytesMax = 0;
#endif

    private static readonly string s_message =
        "From: Anna <anna@example.org>\r\nTo: anna@example.org\r\nSubject: allocation\r\n\r\n" + string.Concat(Enumerable.Repeat("A line of text, as mail has them.\r\n", 40));

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

    [Theory]
    [InlineData(SmtpRole.Intake)]
    [InlineData(SmtpRole.Lmtp)]
    [InlineData(SmtpRole.Submission)]
    public async Task A_message_by_data_allocates_nothing(SmtpRole role)
    {
        const string Envelope = "MAIL FROM:<anna@example.org>\r\nRCPT TO:<anna@example.org>\r\n";
        var without = await MeasureAsync(role, Envelope + "RSET\r\n", replies: 3);
        var with = await MeasureAsync(role, $"{Envelope}DATA\r\n{s_message}.\r\n", replies: 4);
        Assert.InRange(with - without, -1, MessageBytesMax);
    }

    [Theory]
    [InlineData(SmtpRole.Intake)]
    [InlineData(SmtpRole.Lmtp)]
    [InlineData(SmtpRole.Submission)]
    public async Task A_message_in_chunks_allocates_nothing(SmtpRole role)
    {
        const string Envelope = "MAIL FROM:<anna@example.org>\r\nRCPT TO:<anna@example.org>\r\n";
        var without = await MeasureAsync(role, Envelope + "RSET\r\n", replies: 3);
        var with = await MeasureAsync(role, $"{Envelope}BDAT {s_message.Length}\r\n{s_message}BDAT 0 LAST\r\n", replies: 4);
        Assert.InRange(with - without, -1, MessageBytesMax);
    }

    /// <returns>Octets for one time that a transaction is said, the store's own apart.</returns>
    private static async Task<long> MeasureAsync(SmtpRole role, string transaction, int replies)
    {
        await using var peer = new SmtpPeer(s_wide, s_wide)
        {
            KeepsNothing = true,
            LetsIn = true,
            Settings = new SmtpSettings(role) { HostName = "mx.example.org" },
            Limits = new SmtpLimits { CommandsMax = int.MaxValue },
        };
        await peer.BeginAsync();
        if (role == SmtpRole.Submission)
        {
            await peer.DoAsync("AUTH PLAIN AGFubmEAc2VjcmV0", "235 ");
        }

        var bytes = Measure(peer, transaction, Messages, replies * Messages);
        Assert.Equal(transaction.EndsWith("RSET\r\n", StringComparison.Ordinal) ? 0 : Rounds * Messages, peer.Sink.Count);
        return bytes;
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
        return Measure(peer, commands, Commands, Commands * commands.Count(letter => letter == '\n'));
    }

    private static long Measure(SmtpPeer peer, string commands, int count, int lines)
    {
        var batch = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(commands, count)));
        var smallest = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            peer.Exchange(batch, lines);
            smallest = Math.Min(smallest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return smallest / count;
    }
}
