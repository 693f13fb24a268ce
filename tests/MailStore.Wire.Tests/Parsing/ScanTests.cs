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

    [Theory]
    [InlineData("abc", 0)]
    [InlineData("Abc", 3)]
    [InlineData("ABC", 1)]
    [InlineData("Ab\u00E9", 2)]
    public void A_letter_whose_case_matters_fits_as_itself(string text, int fitted)
    {
        byte[] memory = [.. System.Text.Encoding.Latin1.GetBytes(text), .. new byte[Frame.Padding]];
        var scan = new Scan(Frame.OfPadded(memory, text.Length));
        Assert.True(scan.FailKeyword(0, "\u0001AbcD\0"u8, 5) < 0);
        scan.Stop(out var stop);
        Assert.Equal(fitted, stop.Offset);
    }

    [Fact]
    public void Octets_above_127_fit_as_they_are()
    {
        byte[] memory = [0xC3, 0xE9, (byte)'x', .. new byte[Frame.Padding]];
        var scan = new Scan(Frame.OfPadded(memory, 3));
        Assert.True(scan.FailKeyword(0, [0xC3, 0xE9, (byte)'Y', 0], 5) < 0);
        scan.Stop(out var stop);
        Assert.Equal(2, stop.Offset);
    }
}
