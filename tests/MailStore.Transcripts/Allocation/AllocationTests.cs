using System.Text;
using MailStore.Transcripts.Drives;
using Xunit.Abstractions;

namespace MailStore.Transcripts.Allocation;

/// <summary>What a command allocates once its session is warm, its reply included: nothing.</summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
#if DEBUG
    /// <summary>Without optimisation every async method has its state on the heap, whether or not it waits; measured, and a third more.</summary>
    private const long BytesMax = 2400;
#else
    private const long BytesMax = 0;
#endif

    /// <summary>A command that waits ends on another thread than it began on, and its states are pooled by thread and processor: now and then one is missing.</summary>
    private const long StateBytes = 64;

    private const int WarmUpRounds = 300;
    private const int Rounds = 200;

    [Theory]
    [InlineData("a NOOP")]
    [InlineData("a FETCH 2 FLAGS")]
    [InlineData("a UID FETCH 2 (UID FLAGS)")]
    [InlineData("a FETCH 2 (FLAGS INTERNALDATE RFC822.SIZE MODSEQ EMAILID)")]
    [InlineData("a FETCH 2 (FLAGS ENVELOPE)")]
    public Task A_command_allocates_nothing(string command) => CheckAsync(0, command);

    [Theory]
    [InlineData("a STORE 2 FLAGS.SILENT (\\Seen)", "a STORE 2 FLAGS.SILENT (\\Deleted)")]
    [InlineData("a STORE 2 +FLAGS (\\Seen)", "a STORE 2 -FLAGS (\\Seen)")]
    [InlineData("a UID STORE 2 +FLAGS.SILENT (\\Seen)", "a UID STORE 2 -FLAGS.SILENT (\\Seen)")]
    public Task A_STORE_allocates_nothing(string command, string other) => CheckAsync(StateBytes, command, other);

    private async Task CheckAsync(long bytesMax, params string[] commands)
    {
        var bytes = await MeasureAsync([.. commands.Select(command => Encoding.ASCII.GetBytes(command + "\r\n"))]);
        output.WriteLine($"{commands[^1]}: {bytes / (double)Rounds:F1} B");
        Assert.InRange(bytes / Rounds, 0, BytesMax + bytesMax);
    }

    private static async Task<long> MeasureAsync(byte[][] lines)
    {
        var drive = new EngineDrive(TimeProvider.System);
        await using var store = await drive.OpenAsync();
        await using var session = await WarmSession.OpenAsync(store);
        return Measure(session, lines);
    }

    private static long Measure(WarmSession session, byte[][] lines)
    {
        for (var round = 0; round < WarmUpRounds; round++)
        {
            session.Say(lines[round % lines.Length]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            session.Say(lines[round % lines.Length]);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
