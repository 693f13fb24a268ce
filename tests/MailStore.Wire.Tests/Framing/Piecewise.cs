using System.IO.Pipelines;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

/// <summary>Delivers input in pieces to a session that runs inline: when a write returns, the session has eaten all it can.</summary>
internal static class Piecewise
{
    public static Pipe NewPipe() => new(new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: 0,
        useSynchronizationContext: false));

    /// <summary>Runs the session over the input, cut at the given places, then closes the pipe. Returns what the session recorded.</summary>
    public static string Run(Func<PipeReader, List<string>, Task> session, ReadOnlyMemory<byte> input, params IEnumerable<int> cuts)
    {
        // The test runner's context would post continuations to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        var pipe = NewPipe();
        var record = new List<string>();
        var running = session(pipe.Reader, record);
        var start = 0;
        foreach (var cut in cuts.Append(input.Length))
        {
            Write(pipe.Writer, input[start..cut].Span);
            start = cut;
        }

        pipe.Writer.Complete();
        Assert.True(running.IsCompleted, "The session waits although its input has ended.");
        running.GetAwaiter().GetResult();
        return string.Join('\n', record);
    }

    /// <summary>Every single cut, all bytes one by one, and seeded random cuts must give the same record as the whole input at once.</summary>
    public static string RunEveryWay(Func<PipeReader, List<string>, Task> session, ReadOnlyMemory<byte> input)
    {
        var whole = Run(session, input);
        for (var cut = 0; cut <= input.Length; cut++)
        {
            Assert.Equal(whole, Run(session, input, cut));
        }

        Assert.Equal(whole, Run(session, input, Enumerable.Range(1, input.Length)));
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var cuts = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(input.Length + 1)).Order();
            Assert.True(whole == Run(session, input, cuts), $"seed={seed}");
        }

        return whole;
    }

    public static void Write(PipeWriter writer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length + 1));
        writer.Advance(bytes.Length);
        Completed.Of(writer.FlushAsync());
    }
}
