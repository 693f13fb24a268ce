using System.Text;
using MailStore.Wire.Framing;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

public sealed class LiteralHeaderTests
{
    [Theory]
    [InlineData("a LOGIN {5}\r\n", 5, true)]
    [InlineData("{0}\r\n", 0, true)]
    [InlineData("a {5+}\r\n", 5, false)]
    [InlineData("a ~{5}\r\n", 5, true)]
    [InlineData("a ~{05+}\r\n", 5, false)]
    [InlineData("a {5+}\n", 5, false)]
    [InlineData("{18446744073709551615}\r\n", ulong.MaxValue, true)]
    [InlineData("{18446744073709551616+}\r\n", ulong.MaxValue, false)]
    [InlineData("{99999999999999999999999999999999999999+}\r\n", ulong.MaxValue, false)]
    [InlineData("{9223372036854775808}\r\n", 9223372036854775808, true)]
    public void Header_at_the_end_is_read(string line, ulong size, bool isSynchronising)
    {
        Assert.True(LiteralHeader.TryRead(Encoding.ASCII.GetBytes(line), isCut: false, out var header));
        Assert.Equal(new(size, isSynchronising), header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("}\r\n")]
    [InlineData("{}\r\n")]
    [InlineData("{+}\r\n")]
    [InlineData("+}\r\n")]
    [InlineData("5}\r\n")]
    [InlineData("{5++}\r\n")]
    [InlineData("{-5}\r\n")]
    [InlineData("{5-}\r\n")]
    [InlineData("{5 }\r\n")]
    [InlineData("{5} \r\n")]
    [InlineData("{5}\r\r\n")]
    [InlineData("{5}")]
    [InlineData("{5}\r")]
    [InlineData("x5}\r\n")]
    public void Anything_else_is_no_header(string line) =>
        Assert.False(LiteralHeader.TryRead(Encoding.ASCII.GetBytes(line), isCut: false, out _));

    [Fact]
    public void Digits_that_start_before_the_cut_are_too_many()
    {
        Assert.True(LiteralHeader.TryRead("0000005+}\r\n"u8, isCut: true, out var header));
        Assert.Equal(new(ulong.MaxValue, false), header);
        Assert.False(LiteralHeader.TryRead("x000005+}\r\n"u8, isCut: true, out _));
    }
}
