using System.Buffers;
using System.Text;
using MailStore.Wire.Framing;
using MailStore.Wire.Tests.Framing;
using MailStore.Wire.Writing;
using Xunit;

namespace MailStore.Wire.Tests.Writing;

public sealed class DotWriterTests
{
    [Theory]
    [InlineData("", ".\\r\\n")]
    [InlineData("a\r\n", "a\\r\\n.\\r\\n")]
    [InlineData("a", "a\\r\\n.\\r\\n")]
    [InlineData("a\r", "a\\r\\r\\n.\\r\\n")]
    [InlineData(".", "..\\r\\n.\\r\\n")]
    [InlineData(".\r\n..\r\n", "..\\r\\n...\\r\\n.\\r\\n")]
    [InlineData("a\n.\nb", "a\\r\\n..\\r\\nb\\r\\n.\\r\\n")]
    [InlineData("\n\n", "\\r\\n\\r\\n.\\r\\n")]
    [InlineData("a\r.\r\n", "a\\r.\\r\\n.\\r\\n")]
    public void Message_is_stuffed_and_ended(string message, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(message);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(expected, Visible.Of(Write(bytes.AsSpan(0, cut), bytes.AsSpan(cut))));
        }
    }

    [Fact]
    public void No_message_can_end_the_response_early_for_any_reader_of_lines()
    {
        const string Alphabet = "\r\n.x";
        for (var number = 0; number < 1 << 14; number++)
        {
            var message = Enumerable.Range(0, 7).Select(i => (byte)Alphabet[(number >> (2 * i)) & 3]).ToArray();
            var written = Write(message.AsSpan(0, number % 8), message.AsSpan(number % 8));
            var lines = Encoding.ASCII.GetString(written).Split('\n');
            var end = Array.FindIndex(lines, line => line.TrimEnd('\r') == ".");

            // The last item is what stands behind the last line feed: nothing.
            Assert.Equal(lines.Length - 2, end);
            Assert.All(lines[..^1], line => Assert.EndsWith("\r", line, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a\n.\nb", "a\\n..\\nb\\r\\n.\\r\\n")]
    [InlineData("\n\n", "\\n\\n\\r\\n.\\r\\n")]
    [InlineData("a\r\n", "a\\r\\n.\\r\\n")]
    [InlineData("a\n\r\n", "a\\n\\r\\n.\\r\\n")]
    public void Lone_line_feeds_can_be_kept(string message, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(message);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(expected, Visible.Of(Write(bytes.AsSpan(0, cut), bytes.AsSpan(cut), keepsLineFeeds: true)));
        }
    }

    [Fact]
    public void With_lone_line_feeds_kept_readers_of_lines_of_any_kind_find_one_end()
    {
        const string Alphabet = "\r\n.x";
        for (var number = 0; number < 1 << 14; number++)
        {
            var message = Enumerable.Range(0, 7).Select(i => (byte)Alphabet[(number >> (2 * i)) & 3]).ToArray();
            var written = Encoding.ASCII.GetString(Write(message.AsSpan(0, number % 8), message.AsSpan(number % 8), keepsLineFeeds: true));
            Assert.EndsWith("\r\n.\r\n", "\r\n" + written, StringComparison.Ordinal);
            var byLineFeed = written.Split('\n');
            Assert.Equal(byLineFeed.Length - 2, Array.FindIndex(byLineFeed, line => line.TrimEnd('\r') == "."));

            // Whoever undoes the stuffing behind any line feed has what was stored.
            var unstuffed = string.Concat(byLineFeed[..^2].Select(line => (line.StartsWith('.') ? line[1..] : line) + "\n"));
            Assert.StartsWith(Encoding.ASCII.GetString(message), unstuffed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_writer_stuffs_the_framer_reads_back()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var message = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => ((string[])["\r\n", ".", "..", "x", "\r\n.", "\r\n\r\n", "abc"])[random.Next(7)]));
            message += message.Length == 0 || message.EndsWith("\r\n", StringComparison.Ordinal) ? "" : "\r\n";
            var pipe = Piecewise.NewPipe();
            Piecewise.Write(pipe.Writer, Write(Encoding.ASCII.GetBytes(message), []));
            var sink = new MemorySink();
            var result = await new DotFramer(pipe.Reader, new()).CopyAsync(sink);
            Assert.True(new DotResult(FrameStatus.Ready, message.Length, DotFaults.None) == result, $"seed={seed}");
            Assert.Equal(message, Encoding.ASCII.GetString(sink.Written));
        }
    }

    [Fact]
    public void Writing_messages_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        var writer = new DotWriter(pipe.Writer);
        Allocation.IsNothing(() =>
        {
            writer.Write("Subject: x\r\n\n.\r\n"u8);
            writer.End();
            Completed.Of(pipe.Writer.FlushAsync());
            var read = Completed.Of(pipe.Reader.ReadAsync());
            pipe.Reader.AdvanceTo(read.Buffer.End);
        });
    }

    private static byte[] Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, bool keepsLineFeeds = false)
    {
        var pipe = Piecewise.NewPipe();
        var writer = new DotWriter(pipe.Writer, keepsLineFeeds);
        writer.Write(first);
        writer.Write(second);
        writer.End();
        Completed.Of(pipe.Writer.FlushAsync());
        return Completed.Of(pipe.Reader.ReadAsync()).Buffer.ToArray();
    }
}
