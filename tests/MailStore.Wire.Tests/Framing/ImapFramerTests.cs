using System.Text;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

public sealed class ImapFramerTests
{
    private static readonly Limits s_small = new() { LineBytesMax = 40, LiteralBytesMax = 8, LiteralsMax = 3, DiscardBytesMax = 100 };

    [Fact]
    public void Lines_without_literals_are_commands() =>
        Check("a NOOP\r\nb NOOP\r\n", "Ready a NOOP\\r\\n", "Ready b NOOP\\r\\n", "Closed");

    [Fact]
    public void Buffered_literal_and_the_line_behind_it_join_the_frame() =>
        Check(
            "LOGIN {3}\r\nx\r\n {2+}\r\n\0\u00FF\r\nNOOP\r\n",
            "Ready LOGIN {3}\\r\\n",
            "Ready LOGIN {3}\\r\\nx\\r\\n {2+}\\r\\n",
            "Ready LOGIN {3}\\r\\nx\\r\\n {2+}\\r\\n\\0\u00FF\\r\\n",
            "Ready NOOP\\r\\n",
            "Closed");

    [Fact]
    public void Empty_literal_does_not_stall() =>
        Check("LOGIN {0}\r\n {0+}\r\n\r\nNOOP\r\n", "Ready LOGIN {0}\\r\\n", "Ready LOGIN {0}\\r\\n {0+}\\r\\n", "Ready LOGIN {0}\\r\\n {0+}\\r\\n\\r\\n", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Literal_that_looks_like_a_header_is_none() =>
        Check("LOGIN {5}\r\n{9+}\r \r\nNOOP\r\n", "Ready LOGIN {5}\\r\\n", "Ready LOGIN {5}\\r\\n{9+}\\r \\r\\n", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Carriage_return_that_ends_a_literal_ends_no_line() =>
        Check("LOGIN {2}\r\nx\r\nBAD\r\nNOOP\r\n", "Ready LOGIN {2}\\r\\n", "BareLineFeed", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Tolerated_line_feeds_end_headers_too() =>
        Check(
            LineEnds.LoneLineFeedToo,
            "LOGIN {2}\nx\r\nBAD {4+}\nabcd\nNOOP\n",
            "Ready LOGIN {2}\\r\\n",
            "Ready LOGIN {2}\\r\\nx\\r\\r\\n",
            "Ready BAD {4+}\\r\\n",
            "Ready NOOP\\r\\n",
            "Closed");

    [Fact]
    public void Streamed_literal_goes_to_the_sink_and_the_next_line_is_a_frame_of_its_own() =>
        Check(
            "APPEND {12}\r\na\r\nb\r\nNOOP\r\n {3+}\r\nx y\r\nNOOP\r\n",
            "Ready APPEND {12}\\r\\n",
            "Sink a\\r\\nb\\r\\nNOOP\\r\\n",
            "Ready  {3+}\\r\\n",
            "Ready  {3+}\\r\\nx y\\r\\n",
            "Ready NOOP\\r\\n",
            "Closed");

    [Fact]
    public void Drained_literal_is_dropped_and_the_command_goes_on() =>
        Check("DRAIN {6}\r\nNOOP\r\n)\r\nNOOP\r\n", "Ready DRAIN {6}\\r\\n", "Ready )\\r\\n", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Octets_of_a_refused_command_are_never_a_command() =>
        Check("BAD {6+}\r\nNOOP\r\n {6+}\r\nQUIT\r\n {0+}\r\nLOGOUT\r\nNOOP\r\n", "Ready BAD {6+}\\r\\n", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Refused_synchronising_literal_never_comes() =>
        Check("BAD {6}\r\nNOOP\r\n", "Ready BAD {6}\\r\\n", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Synchronising_header_behind_a_refused_literal_ends_the_command() =>
        Check("BAD {2+}\r\nxx {6}\r\nNOOP\r\n", "Ready BAD {2+}\\r\\n", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Failing_sink_loses_the_command_and_not_the_next_one() =>
        Check("FULL {6}\r\nabcdef {2+}\r\nxy\r\nNOOP\r\n", "Ready FULL {6}\\r\\n", "Failed", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Literal_over_the_limit_is_refused_and_dropped() =>
        Check("LOGIN {9+}\r\n123456789 x\r\nNOOP\r\n", "Ready LOGIN {9+}\\r\\n", "LiteralRefused", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void One_literal_more_than_allowed_is_refused() =>
        Check(
            "L {0}\r\n{0}\r\n{0}\r\n{1+}\r\nx\r\nNOOP\r\n",
            "Ready L {0}\\r\\n",
            "Ready L {0}\\r\\n{0}\\r\\n",
            "Ready L {0}\\r\\n{0}\\r\\n{0}\\r\\n",
            "Ready L {0}\\r\\n{0}\\r\\n{0}\\r\\n{1+}\\r\\n",
            "LiteralRefused",
            "Ready NOOP\\r\\n",
            "Closed");

    [Fact]
    public void Largest_number_is_refused_and_leaves_nothing_to_do() =>
        Check("L {18446744073709551615}\r\nL {18446744073709551615+}\r\nNOOP\r\n", "Ready L {18446744073709551615}\\r\\n", "LiteralRefused", "Ready L {18446744073709551615+}\\r\\n", "LiteralRefused", "Abandon");

    [Fact]
    public void Refused_literal_over_the_drop_limit_abandons_the_connection() =>
        Check("BAD {101+}\r\nNOOP\r\n", "Ready BAD {101+}\\r\\n", "Abandon");

    [Fact]
    public void Endless_chain_of_refused_literals_abandons_the_connection() =>
        Check("BAD {1+}\r\n" + string.Concat(Enumerable.Repeat("x {1+}\r\n", 30)), "Ready BAD {1+}\\r\\n", "Abandon");

    [Fact]
    public void Refused_literals_that_together_are_over_the_drop_limit_abandon_the_connection() =>
        Check("BAD {50+}\r\n" + new string('x', 50) + "{50+}\r\n" + new string('x', 50) + "\r\nNOOP\r\n", "Ready BAD {50+}\\r\\n", "Abandon");

    [Fact]
    public void Text_of_all_lines_of_a_command_counts_and_literals_do_not() =>
        Check(
            "L {8}\r\n12345678" + new string('x', 31) + "\r\nL {8}\r\n12345678" + new string('x', 32) + "\r\nNOOP\r\n",
            "Ready L {8}\\r\\n",
            "Ready L {8}\\r\\n12345678" + new string('x', 31) + "\\r\\n",
            "Ready L {8}\\r\\n",
            "TooLong",
            "Ready NOOP\\r\\n",
            "Closed");

    [Fact]
    public void Too_long_line_takes_its_literals_along() =>
        Check(new string('x', 50) + " {6+}\r\nNOOP\r\n {3+}\r\nabc\r\nNOOP\r\n", "TooLong", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Too_long_line_with_a_number_that_is_cut_abandons_the_connection() =>
        Check(new string('x', 50) + " {" + new string('0', 30) + "6+}\r\nNOOP\r\n", "TooLong", "Abandon");

    [Fact]
    public void Line_feeds_are_judged_as_in_any_line() =>
        Check("a\nb {3+}\r\nxyz\r\nNOOP\r\n", "BareLineFeed", "Ready NOOP\\r\\n", "Closed");

    [Fact]
    public void Peer_that_leaves_inside_a_literal_is_gone() =>
        Check("L {5}\r\nabc", "Ready L {5}\\r\\n", "Closed");

    [Fact]
    public void Size_is_refused_before_memory_is_taken()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new ImapFramer(pipe.Reader, Limits.BeforeLogin, LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "a LOGIN {400000000}\r\n"u8);
        Assert.Equal(FrameStatus.Ready, framer.TryRead());
        var literal = new LiteralRequest(8, 400_000_000, IsSynchronising: true, ResumePoint: 0);
        Assert.False(framer.CanAppend(literal));
        Assert.Equal(FrameStatus.LiteralRefused, Completed.Of(framer.AppendLiteralAsync(literal)));
        Assert.InRange(framer.Capacity, 0, 1024);
    }

    [Fact]
    public void Most_that_a_stranger_can_make_us_hold_is_12_KiB()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new ImapFramer(pipe.Reader, Limits.BeforeLogin, LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "a {1024}\r\n"u8);
        Assert.Equal(FrameStatus.Ready, framer.TryRead());
        for (var i = 0; i < 4; i++)
        {
            Piecewise.Write(pipe.Writer, Encoding.ASCII.GetBytes(new string('x', 1024 + (i == 3 ? 8146 : 0)) + " {1024}\r\n"));
            Assert.Equal(FrameStatus.Ready, Completed.Of(framer.AppendLiteralAsync(new(0, 1024, true, 0))));
        }

        Assert.Equal(12 * 1024, framer.Frame.Length);
        Assert.False(framer.CanAppend(new(0, 1, true, 0)));
        Assert.InRange(framer.Capacity, 12 * 1024, 16 * 1024);
    }

    [Fact]
    public void Literal_that_was_not_announced_is_a_mistake_of_the_session()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new ImapFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "a {5}\r\n"u8);
        Assert.Equal(FrameStatus.Ready, framer.TryRead());
        Assert.Throws<InvalidOperationException>(() => { _ = framer.AppendLiteralAsync(new(2, 6, true, 0)).AsTask(); });
        Assert.Throws<InvalidOperationException>(() => { _ = framer.AppendLiteralAsync(new(2, 5, false, 0)).AsTask(); });
    }

    [Fact]
    public async Task Plaintext_sent_ahead_of_TLS_is_seen_and_dropped()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new ImapFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Piecewise.Write(pipe.Writer, "a STARTTLS\r\nb LOGIN x y\r\n"u8);
        Assert.Equal(FrameStatus.Ready, await framer.ReadAsync());
        Assert.True(framer.HasBufferedInput);
        Assert.Equal(13, framer.DiscardBuffered());
        Assert.False(framer.HasBufferedInput);
        Assert.Equal(FrameStatus.NeedMore, framer.TryRead());
    }

    [Fact]
    public async Task Interrupted_idle_goes_on_and_octets_are_not_interrupted()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new ImapFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        var read = framer.ReadAsync();
        pipe.Reader.CancelPendingRead();
        Assert.Equal(FrameStatus.Interrupted, await read);

        Piecewise.Write(pipe.Writer, "APPEND {4}\r\nab"u8);
        Assert.Equal(FrameStatus.Ready, await framer.ReadAsync());
        var sink = new MemorySink();
        var copy = framer.CopyLiteralAsync(new(7, 4, true, 1), sink);
        pipe.Reader.CancelPendingRead();
        Assert.False(copy.IsCompleted);
        Piecewise.Write(pipe.Writer, "cd\r\n"u8);
        Assert.Equal(FrameStatus.Ready, await copy);
        Assert.Equal("abcd"u8, sink.Written);
        Assert.Equal(FrameStatus.Interrupted, await framer.ReadAsync());
    }

    [Fact]
    public void Reading_commands_and_literals_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        using var framer = new ImapFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        var sink = new MemorySink();
        Allocation.IsNothing(() =>
        {
            sink.Clear();
            Piecewise.Write(pipe.Writer, "a LOGIN {4+}\r\nfred {6+}\r\nsecret\r\nb APPEND x {5+}\r\nhello\r\nc BAD {1+}\r\nx\r\nd NOOP\r\n"u8);
            Completed.Is(FrameStatus.Ready, framer.TryRead());
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.AppendLiteralAsync(new(0, 4, false, 0))));
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.AppendLiteralAsync(new(0, 6, false, 0))));
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.ReadAsync()));
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.CopyLiteralAsync(new(0, 5, false, 1), sink)));
            Completed.Is(FrameStatus.Ready, framer.TryRead());
            Completed.Is(FrameStatus.Ready, framer.TryRead());
            Completed.Is(8, framer.Frame.Length);
            Completed.Is(FrameStatus.NeedMore, framer.TryRead());
        });
    }

    private static void Check(string input, params string[] expected) => Check(LineEnds.CrLfOnly, input, expected);

    private static void Check(LineEnds ends, string input, params string[] expected) =>
        Assert.Equal(string.Join('\n', expected), Piecewise.RunEveryWay(ImapSession.Of(s_small, ends), Encoding.Latin1.GetBytes(input)));
}
