using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

public sealed class LoadTests
{
    [Fact]
    public void Loads_are_little_endian_and_may_reach_into_the_padding()
    {
        using var line = FrameBuffer.OfLine([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        ref var frame = ref line.Frame.Start;
        Assert.Equal(2, Load.U8(ref frame, 1));
        Assert.Equal(0x0302u, Load.U16(ref frame, 1));
        Assert.Equal(0x05040302u, Load.U32(ref frame, 1));
        Assert.Equal(0x0908070605040302u, Load.U64(ref frame, 1));
        Assert.Equal(0x0Au, Load.U64(ref frame, 10));
        Assert.Equal(0u, Load.U64(ref frame, 11 + Frame.Padding - 8));
    }

    [Theory]
    [InlineData("noop", 4, 0x504F4F4Eu)]
    [InlineData("NOOP rest", 4, 0x504F4F4Eu)]
    [InlineData("NOOP", 0, 0u)]
    [InlineData("a", 1, 0x41u)]
    [InlineData("authenticate", 12, 0x49544E4548545541u)]
    [InlineData("authenticate", 8, 0x49544E4548545541u)]
    [InlineData("authent", 7, 0x00544E4548545541u)]
    public void Word_is_upper_case_and_ends_where_the_keyword_ends(string text, int length, ulong word)
    {
        using var line = FrameBuffer.OfLine(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.Equal(word, Load.Word(ref line.Frame.Start, 0, length));
    }

    [Theory]
    [InlineData("8bitmime\r\n", true)]
    [InlineData("8BITMIMES\r\n", true)]
    [InlineData("8BITMIM\r\n", false)]
    [InlineData("\u0018BITMIME\r\n", false)]
    public void A_row_is_a_word_under_a_mask(string text, bool isIt)
    {
        Span<byte> row = stackalloc byte[64];
        "8BITMIME"u8.CopyTo(row);
        row[16] = 0xFF;
        row.Slice(17, 7).Fill(0xDF);
        using var line = FrameBuffer.OfLine(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.Equal(isIt, Load.StartsWith(ref line.Frame.Start, 0, ref row[0]));
    }
}
