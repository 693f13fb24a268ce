using System.Globalization;
using System.Text;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

/// <summary>Numbers are read sixteen octets at a time: against the plain meaning of their digits.</summary>
public sealed class DigitsTests
{
    [Theory]
    [InlineData("0;", 0, 1)]
    [InlineData("7;", 7, 1)]
    [InlineData("4294967295)", uint.MaxValue, 10)]
    [InlineData("000000000000000;", 0, 15)]
    [InlineData("0000000000000000000012;", 12, 22)]
    [InlineData("999999999999999 ", 999_999_999_999_999, 15)]
    [InlineData("1234567890123456 ", 1_234_567_890_123_456, 16)]
    [InlineData("12345678901234567 ", 12_345_678_901_234_567, 17)]
    [InlineData("18446744073709551615}", ulong.MaxValue, 20)]
    [InlineData("/", 0, 0)]
    [InlineData(":1", 0, 0)]
    public void A_number_ends_behind_its_last_digit(string text, ulong value, int end)
    {
        Assert.Equal((end, value), Read(text, ulong.MaxValue));
    }

    [Fact]
    public void Every_number_of_digits_is_read_as_it_is_written()
    {
        for (var value = 1UL; value < ulong.MaxValue / 10; value = (value * 10) + (value % 7))
        {
            var text = value.ToString(CultureInfo.InvariantCulture);
            Assert.Equal((text.Length, value), Read(text + "]", ulong.MaxValue));
        }
    }

    [Theory]
    [InlineData("256 ", 255, 2)]
    [InlineData("2550 ", 255, 3)]
    [InlineData("65536 ", 65535, 4)]
    [InlineData("4294967296 ", uint.MaxValue, 9)]
    [InlineData("99999999999999999999 ", uint.MaxValue, 9)]
    [InlineData("18446744073709551616}", ulong.MaxValue, 19)]
    [InlineData("184467440737095516150}", ulong.MaxValue, 20)]
    public void The_digit_that_is_too_much_is_where_it_fails(string text, ulong max, int offset)
    {
        var frame = FrameOf(text);
        var scan = new Scan(Frame.OfPadded(frame, text.Length));
        Assert.True(Digits.Read(ref scan, 0, max, int.MaxValue, 5, out _) < 0);
        Assert.Equal(ParseStatus.Invalid, scan.Stop(out var stop));
        Assert.Equal((offset, 5), (stop.Offset, stop.Expected));
    }

    [Fact]
    public void No_more_digits_than_allowed_are_taken()
    {
        var text = "123456789012345678901234";
        var scan = new Scan(Frame.OfPadded(FrameOf(text), text.Length));
        Assert.Equal(20, Digits.Read(ref scan, 0, ulong.MaxValue, 20, 5, out var value));
        Assert.Equal(12_345_678_901_234_567_890UL, value);
    }

    private static (int End, ulong Value) Read(string text, ulong max)
    {
        var scan = new Scan(Frame.OfPadded(FrameOf(text), text.Length));
        var end = Digits.Read(ref scan, 0, max, int.MaxValue, 5, out var value);
        return ((int)end, value);
    }

    private static byte[] FrameOf(string text) => [.. Encoding.Latin1.GetBytes(text), .. new byte[Frame.Padding]];
}
