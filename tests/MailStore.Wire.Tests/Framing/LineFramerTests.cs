using System.IO.Pipelines;
using System.Text;
using MailStore.Wire.Framing;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

public sealed class LineFramerTests
{
    private static readonly Limits s_small = new() { LineBytesMax = 16, DiscardBytesMax = 100 };

    [Fact]
    public void Lines_come_one_by_one_with_their_CRLF() =>
        Check(LineEnds.CrLfOnly, "NOOP\r\n\r\nQUIT\r\n", "Ready NOOP\\r\\n", "Ready \\r\\n", "Ready QUIT\\r\\n", "Closed");

    [Fact]
    public void Bare_line_feed_is_refused_and_its_line_goes_on_to_the_CRLF() =>
        Check(LineEnds.CrLfOnly, "NOOP\nRSET\nX\r\nQUIT\r\n\nA\r\n", "BareLineFeed", "Ready QUIT\\r\\n", "BareLineFeed", "Closed");

    [Fact]
    public void Tolerated_line_feed_ends_a_line_and_becomes_CRLF() =>
        Check(LineEnds.LoneLineFeedToo, "NOOP\n\nQUIT\r\nA\r\rB\n", "Ready NOOP\\r\\n", "Ready \\r\\n", "Ready QUIT\\r\\n", "Ready A\\r\\rB\\r\\n", "Closed");

    [Fact]
    public void Bare_carriage_return_never_ends_a_line() =>
        Check(LineEnds.CrLfOnly, "A\rB\r\r\nC\r\n", "Ready A\\rB\\r\\r\\n", "Ready C\\r\\n", "Closed");

    [Fact]
    public void Nul_and_eight_bit_bytes_pass() =>
        Check(LineEnds.CrLfOnly, "A\0\u00FF\r\n", "Ready A\\0\u00FF\\r\\n", "Closed");

    [Fact]
    public void Line_of_exactly_the_limit_is_taken() =>
        Check(LineEnds.CrLfOnly, "12345678901234\r\nA\r\n", "Ready 12345678901234\\r\\n", "Ready A\\r\\n", "Closed");

    [Fact]
    public void Line_over_the_limit_is_refused_once_and_the_next_one_is_read() =>
        Check(LineEnds.CrLfOnly, "123456789012345\r\nA\r\n" + new string('x', 60) + "\n\r\nB\r\n", "TooLong", "Ready A\\r\\n", "TooLong", "Ready B\\r\\n", "Closed");

    [Fact]
    public void Tolerated_line_feed_counts_as_the_CRLF_that_it_becomes() =>
        Check(LineEnds.LoneLineFeedToo, "12345678901234\n123456789012345\nA\n", "Ready 12345678901234\\r\\n", "TooLong", "Ready A\\r\\n", "Closed");

    [Fact]
    public void Bare_line_feed_behind_the_limit_counts_as_too_long() =>
        Check(LineEnds.CrLfOnly, "1234567890123456\nA\r\nB\r\n", "TooLong", "Ready B\\r\\n", "Closed");

    [Fact]
    public void Endless_line_is_abandoned() =>
        Check(LineEnds.CrLfOnly, new string('x', 101) + "\r\nA\r\n", "TooLong", "Abandon");

    [Fact]
    public void Refused_line_of_exactly_the_limit_is_dropped() =>
        Check(LineEnds.CrLfOnly, new string('x', 98) + "\r\nA\r\n", "TooLong", "Ready A\\r\\n", "Closed");

    [Fact]
    public void Half_a_line_at_the_end_is_no_line() =>
        Check(LineEnds.CrLfOnly, "A\r\nQUIT\r", "Ready A\\r\\n", "Closed");

    [Fact]
    public void Input_that_is_cut_anywhere_gives_the_same_lines()
    {
        var input = "EHLO a\r\nMAIL\r\r\n\nfoo\r\n" + new string('y', 40) + "\r\n\0\u00E9\r\nRCPT\nx\ny\r\nQUIT\r\n";
        Piecewise.RunEveryWay(Session(LineEnds.CrLfOnly, s_small), Encoding.Latin1.GetBytes(input));
        Piecewise.RunEveryWay(Session(LineEnds.LoneLineFeedToo, s_small), Encoding.Latin1.GetBytes(input));
    }

    [Fact]
    public void Mebibyte_line_byte_by_byte_is_scanned_once()
    {
        const int Length = 1 << 20;
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, new() { LineBytesMax = Length }, LineEnds.CrLfOnly);
        Span<byte> one = [(byte)'x'];
        for (var i = 0; i < Length - 2; i++)
        {
            Piecewise.Write(pipe.Writer, one);
            Completed.Is(FrameStatus.NeedMore, framer.TryRead());
        }

        Piecewise.Write(pipe.Writer, "\r\n"u8);
        Assert.Equal(FrameStatus.Ready, framer.TryRead());
        Assert.Equal(Length, framer.Frame.Length);
        Assert.Equal(Length, framer.ScannedBytes);
    }

    [Fact]
    public void Refused_mebibyte_takes_no_memory()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, Limits.BeforeLogin with { DiscardBytesMax = 2 << 20 }, LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, new byte[1 << 20]);
        Assert.Equal(FrameStatus.TooLong, framer.TryRead());
        Assert.InRange(framer.Capacity, 0, 8192 + 512);
        Piecewise.Write(pipe.Writer, "\r\nNOOP\r\n"u8);
        Assert.Equal(FrameStatus.Ready, framer.TryRead());
        Assert.Equal("NOOP\r\n"u8, framer.Frame.Bytes);
    }

    [Fact]
    public void Limit_raised_at_login_holds_from_the_next_line()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, s_small, LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, Encoding.ASCII.GetBytes(new string('x', 50) + "\r\n" + new string('y', 50) + "\r\n"));
        Assert.Equal(FrameStatus.TooLong, framer.TryRead());
        framer.Limits = new();
        Assert.Equal(FrameStatus.Ready, framer.TryRead());
        Assert.Equal(52, framer.Frame.Length);
    }

    [Fact]
    public async Task Interrupted_line_goes_on_where_it_was()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "DO"u8);
        var read = framer.ReadAsync();
        Assert.False(read.IsCompleted);
        pipe.Reader.CancelPendingRead();
        Assert.Equal(FrameStatus.Interrupted, await read);
        Piecewise.Write(pipe.Writer, "NE\r\n"u8);
        Assert.Equal(FrameStatus.Ready, await framer.ReadAsync());
        Assert.Equal("DONE\r\n"u8, framer.Frame.Bytes);
    }

    [Fact]
    public async Task Interruption_that_meets_a_line_is_told_after_it()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "DONE\r\n"u8);
        pipe.Reader.CancelPendingRead();
        Assert.Equal(FrameStatus.Ready, await framer.ReadAsync());
        Assert.Equal(FrameStatus.Interrupted, await framer.ReadAsync());
    }

    [Fact]
    public async Task Plaintext_sent_ahead_of_TLS_is_seen_and_dropped()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "STARTTLS\r\nMAIL FROM:<a@b>\r\n"u8);
        Assert.Equal(FrameStatus.Ready, await framer.ReadAsync());
        Assert.True(framer.HasBufferedInput);
        Assert.True(framer.HasBufferedInput);
        Assert.Equal(17, framer.DiscardBuffered());
        Assert.False(framer.HasBufferedInput);
        Assert.Equal(FrameStatus.NeedMore, framer.TryRead());
        pipe.Writer.Complete();
        Assert.False(framer.HasBufferedInput);
        Assert.Equal(0, framer.DiscardBuffered());
        Assert.Equal(FrameStatus.Closed, await framer.ReadAsync());
    }

    [Fact]
    public void Reading_lines_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new LineFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Allocation.IsNothing(() =>
        {
            Piecewise.Write(pipe.Writer, "MAIL FROM:<fred@example.org> SIZE=12345\r\nRCPT TO:<a@b>\r\n"u8);
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.ReadAsync()));
            Completed.Is(FrameStatus.Ready, framer.TryRead());
            Completed.Is(FrameStatus.NeedMore, framer.TryRead());
        });
    }

    private static void Check(LineEnds ends, string input, params string[] expected) =>
        Assert.Equal(string.Join('\n', expected), Piecewise.RunEveryWay(Session(ends, s_small), Encoding.Latin1.GetBytes(input)));

    private static Func<PipeReader, List<string>, Task> Session(LineEnds ends, Limits limits) => async (input, record) =>
    {
        using var framer = new LineFramer(input, limits, ends);
        FrameStatus status;
        do
        {
            status = await framer.ReadAsync();
            record.Add(status == FrameStatus.Ready ? "Ready " + Show(framer.Frame.Bytes) : status.ToString());
        }
        while (status is not (FrameStatus.Closed or FrameStatus.Abandon));
    };

    private static string Show(ReadOnlySpan<byte> bytes) => Visible.Of(bytes);
}
