using System.IO.Pipelines;
using System.Text;
using MailStore.Wire.Framing;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

public sealed class DotFramerTests
{
    private static readonly Limits s_small = new() { MessageBytesMax = 10, DiscardBytesMax = 50 };

    [Theory]
    [InlineData("a\r\n.\r\n", "a\\r\\n")]
    [InlineData(".\r\n", "")]
    [InlineData("..\r\n.\r\n", ".\\r\\n")]
    [InlineData("...\r\n.a\r\n.\r\n", "..\\r\\na\\r\\n")]
    [InlineData("\r\n\r\n.\r\n", "\\r\\n\\r\\n")]
    [InlineData("a.\r\n.\r\n", "a.\\r\\n")]
    [InlineData("\0\u00FF\r\n.\r\n", "\\0\u00FF\\r\\n")]
    public void Message_ends_at_the_dot_line_and_stuffing_is_undone(string input, string message) =>
        Assert.Equal($"Ready None {message}\nNOOP", Run(input + "NOOP", new()));

    [Fact]
    public void Only_CRLF_dot_CRLF_ends_the_message()
    {
        // All spellings of the end that differ in one or both carriage returns, alone and behind CR, LF and text.
        string[] ends = ["\n", "\r\n", "\r", "\r\r\n", "\n\r", "\n\n", "\r\0\n", ""];
        foreach (var before in ends)
        {
            foreach (var after in ends)
            {
                var isEnd = before.EndsWith("\r\n", StringComparison.Ordinal) && after == "\r\n";
                var record = Run("text" + before + "." + after + "MAIL FROM:<forged@example.org>\r\nx\r\n.\r\nNOOP", new());
                Assert.Equal(isEnd, record.EndsWith("\nMAIL FROM:<forged@example.org>\\r\\nx\\r\\n.\\r\\nNOOP", StringComparison.Ordinal));
                Assert.Equal(!isEnd, record.EndsWith("x\\r\\n\nNOOP", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Every_short_string_of_line_ends_and_dots_ends_where_the_definition_says()
    {
        const string Alphabet = "\r\n.x";
        for (var length = 0; length <= 7; length++)
        {
            for (var number = 0; number < 1 << (2 * length); number++)
            {
                var text = string.Create(length, number, static (span, n) =>
                {
                    for (var i = 0; i < span.Length; i++, n >>= 2)
                    {
                        span[i] = Alphabet[n & 3];
                    }
                });
                var expected = Definition(text);
                var input = Encoding.ASCII.GetBytes(text);
                Assert.Equal(expected, Piecewise.Run(Session(new()), input));
                Assert.Equal(expected, Piecewise.Run(Session(new()), input, Enumerable.Range(1, length)));
            }
        }
    }

    [Theory]
    [InlineData("a\rb\r\n.\r\n", DotFaults.BareCarriageReturn)]
    [InlineData("a\r\r\n.\r\n", DotFaults.BareCarriageReturn)]
    [InlineData(".\rb\r\n.\r\n", DotFaults.BareCarriageReturn)]
    [InlineData("a\nb\r\n.\r\n", DotFaults.BareLineFeed)]
    [InlineData("\n\r\n.\r\n", DotFaults.BareLineFeed)]
    [InlineData(".\n\r\n.\r\n", DotFaults.BareLineFeed)]
    [InlineData("a\n.\r\n\r.\r\n\r\n.\r\n", DotFaults.BareLineFeed | DotFaults.BareCarriageReturn)]
    public void Bare_carriage_returns_and_line_feeds_are_reported(string input, DotFaults faults) =>
        Assert.StartsWith($"Ready {faults} ", Run(input, new()), StringComparison.Ordinal);

    [Theory]
    [InlineData("12345678\r\n.\r\n", "Ready None 12345678\\r\\n")]
    [InlineData("123456789\r\n.\r\n", "Ready TooLarge 123456789\\r")]
    [InlineData("1234567890123456789\r\n..\r\n.\r\n", "Ready TooLarge 1234567890")]
    [InlineData("1234567\r\n.\rx\r\n.\r\n", "Ready TooLarge, BareCarriageReturn 1234567\\r\\n\\r")]
    public void Message_over_the_limit_is_read_to_its_true_end(string input, string expected) =>
        Assert.Equal(expected + "\nNOOP", Run(input + "NOOP", s_small));

    [Fact]
    public void Endless_message_is_abandoned() =>
        Assert.StartsWith("Abandon TooLarge 1234567890\n", Run("1234567890" + new string('x', 51) + "\r\n.\r\n", s_small, isBytesOnly: true), StringComparison.Ordinal);

    [Fact]
    public void Peer_that_leaves_inside_a_message_is_gone() => Assert.Equal("Closed None abc\\r\\n\n", Run("abc\r\n.\r", new()));

    [Fact]
    public async Task Failing_sink_leaves_a_message_that_can_be_drained()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new DotFramer(pipe.Reader, new());
        Piecewise.Write(pipe.Writer, "ab\r\n..cd\r\nef"u8);
        await Assert.ThrowsAsync<IOException>(async () => await framer.CopyAsync(new MemorySink(failsAt: 5)));
        Piecewise.Write(pipe.Writer, "\r\n.\r\nNOOP"u8);
        Assert.Equal(new(FrameStatus.Ready, 13, DotFaults.None), await framer.DrainAsync());
        Assert.Equal("NOOP", await RestAsync(pipe));
    }

    [Fact]
    public async Task Message_without_a_taker_is_dropped()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new DotFramer(pipe.Reader, new());
        Piecewise.Write(pipe.Writer, "ab\r\n.\r\n.\r\nNOOP"u8);
        Assert.Equal(new(FrameStatus.Ready, 4, DotFaults.None), await framer.DrainAsync());
        Assert.Equal(new(FrameStatus.Ready, 0, DotFaults.None), await framer.DrainAsync());
        Assert.Equal("NOOP", await RestAsync(pipe));
    }

    [Fact]
    public void Mebibytes_pass_in_constant_memory()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new DotFramer(pipe.Reader, new());
        var sink = new CountingSink();
        var copy = framer.CopyAsync(sink);
        var line = Encoding.ASCII.GetBytes("..this is a line of an ordinary length, as mail programs like it\r\n");
        for (var i = 0; i < 100; i++)
        {
            Piecewise.Write(pipe.Writer, line);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50_000; i++)
        {
            Piecewise.Write(pipe.Writer, line);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Piecewise.Write(pipe.Writer, ".\r\n"u8);
        Assert.Equal(new(FrameStatus.Ready, 50_100L * (line.Length - 1), DotFaults.None), Completed.Of(copy));
        Assert.Equal(50_100L * (line.Length - 1), sink.Count);
    }

    [Fact]
    public void Reading_messages_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new DotFramer(pipe.Reader, new());
        var sink = new MemorySink();
        Allocation.IsNothing(() =>
        {
            sink.Clear();
            Piecewise.Write(pipe.Writer, "Subject: x\r\n\r\n..stuffed\r\n.\rodd\r\n.\r\n"u8);
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.CopyAsync(sink)).Status);
        });
    }

    private static string Definition(string text)
    {
        var end = ("\r\n" + text).IndexOf("\r\n.\r\n", StringComparison.Ordinal);
        var message = end < 0 ? text : text[..end];
        var faults = DotFaults.None;
        var lines = message.Split("\r\n");
        // A line that has not ended yet may still end well: its last CR, and a dot or dot CR alone, say nothing.
        var last = end < 0 ? lines.Length - 1 : -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            faults |= line.Contains('\n', StringComparison.Ordinal) ? DotFaults.BareLineFeed : DotFaults.None;
            faults |= (i == last && line.EndsWith('\r') ? line[..^1] : line).Contains('\r', StringComparison.Ordinal) ? DotFaults.BareCarriageReturn : DotFaults.None;
            lines[i] = i == last && line is ".\r" ? "" : line.StartsWith('.') ? line[1..] : line;
        }

        var data = string.Join("\r\n", lines);
        var rest = end < 0 ? "" : text[(end + 3)..];
        return $"{(end < 0 ? "Closed" : "Ready")} {faults} {Visible.Of(Encoding.ASCII.GetBytes(data))}\n{Visible.Of(Encoding.ASCII.GetBytes(rest))}";
    }

    private static string Run(string input, Limits limits, bool isBytesOnly = false)
    {
        var bytes = Encoding.Latin1.GetBytes(input);
        return isBytesOnly ? Piecewise.Run(Session(limits), bytes, Enumerable.Range(1, bytes.Length)) : Piecewise.RunEveryWay(Session(limits), bytes);
    }

    private static Func<PipeReader, List<string>, Task> Session(Limits limits) => async (input, record) =>
    {
        var sink = new MemorySink();
        var result = await new DotFramer(input, limits).CopyAsync(sink);
        record.Add($"{result.Status} {result.Faults} {Visible.Of(sink.Written)}");
        var rest = new StringBuilder();
        while (true)
        {
            var read = await input.ReadAsync();
            foreach (var segment in read.Buffer)
            {
                rest.Append(Visible.Of(segment.Span));
            }

            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                record.Add(rest.ToString());
                return;
            }
        }
    };

    private static async Task<string> RestAsync(Pipe pipe)
    {
        var read = await pipe.Reader.ReadAsync();
        return Visible.Of(read.Buffer.FirstSpan);
    }
}
