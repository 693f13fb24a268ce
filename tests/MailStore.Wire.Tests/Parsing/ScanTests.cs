using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

public sealed class ScanTests
{
    [Fact]
    public void Failure_says_where_and_what_was_expected()
    {
        using var line = FrameBuffer.OfLine("a NOPE"u8);
        var scan = new Scan(line.Frame);
        Assert.Equal(8, scan.Length);
        Assert.True(scan.Fail(4, 17) < 0);
        Assert.Equal(ParseStatus.Invalid, scan.Stop(out var stop));
        Assert.Equal(new(4, 17, default), stop);
    }

    [Theory]
    [InlineData("NOPE", 2)]
    [InlineData("nOOX", 3)]
    [InlineData("LOGO", 4)]
    [InlineData("logiX", 4)]
    [InlineData("X", 0)]
    [InlineData("", 0)]
    [InlineData("NOOPX", 4)]
    public void Failure_in_a_keyword_is_at_the_first_byte_that_no_keyword_has(string text, int offset)
    {
        using var line = FrameBuffer.OfLine(System.Text.Encoding.ASCII.GetBytes("a " + text));
        var scan = new Scan(line.Frame);
        Assert.True(scan.FailKeyword(2, "NOOP\0LOGIN\0LOGOUT\0"u8, 5) < 0);
        Assert.Equal(ParseStatus.Invalid, scan.Stop(out var stop));
        Assert.Equal(new(2 + offset, 5, default), stop);
    }

    [Fact]
    public void Literal_stops_at_the_end_of_the_frame()
    {
        using var line = FrameBuffer.OfLine("a LOGIN ~{5+}"u8);
        var scan = new Scan(line.Frame);
        Assert.True(scan.Literal(8, 5, isSynchronising: false, resumePoint: 3) < 0);
        Assert.Equal(ParseStatus.NeedLiteral, scan.Stop(out var stop));
        Assert.Equal(new(15, 0, new(8, 5, false, 3)), stop);
        Assert.True(stop.Literal.IsStreamed);
        Assert.False((stop.Literal with { ResumePoint = 0 }).IsStreamed);
    }
}
