using System.Buffers;
using System.Text;
using MailStore.Mime.Decoding;

namespace MailStore.Mime.Tests.Decoding;

public sealed class HeaderTextDecoderTests
{
    [Theory]
    [InlineData("(=?ISO-8859-1?Q?a?=)", "(a)")]
    [InlineData("(=?ISO-8859-1?Q?a?= b)", "(a b)")]
    [InlineData("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a_b?=)", "(a b)")]
    [InlineData("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)")]
    [InlineData("=?US-ASCII?Q?Keith_Moore?=", "Keith Moore")]
    [InlineData("=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=", "Keld J\u00F8rn Simonsen")]
    [InlineData("=?ISO-8859-1?Q?Andr=E9?= Pirard", "Andr\u00E9 Pirard")]
    [InlineData("=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=", "If you can read this you understand the example.")]
    [InlineData("=?ISO-8859-1?Q?Olle_J=E4rnefors?=", "Olle J\u00E4rnefors")]
    [InlineData("=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?=", "Patrik F\u00E4ltstr\u00F6m")]
    [InlineData("Nathaniel Borenstein (=?iso-8859-8?b?7eXs+SDv4SDs8Oj08A==?=)", "Nathaniel Borenstein (\u05DD\u05D5\u05DC\u05E9 \u05DF\u05D1 \u05DC\u05E0\u05D8\u05E4\u05E0)")]
    public void Examples_of_RFC_2047_are_decoded(string value, string expected) => Assert.Equal(expected, Decoded(value));

    [Theory]
    [InlineData("=?ISO-8859-1?Q?Feliz_a=F1o?=", "Feliz a\u00F1o")]
    [InlineData("=?utf-8?B?w6k=?= =?utf-8?B?w6o=?=", "\u00E9\u00EA")]
    [InlineData("=?utf-8?B?4oI=?= =?UTF-8?B?rA==?=", "\u20AC")]
    [InlineData("=?utf-8?Q?=E2=82?=\n =?utf-8?Q?=AC?= x", "\u20AC x")]
    [InlineData("=?utf-8?q?a?= mid =?utf-8?q?b?=", "a mid b")]
    [InlineData("  =?utf-8?q?_a_?=  ", " a ")]
    [InlineData("=?utf-8*de-AT?q?Gr=C3=BC=C3=9Fe?=", "Gr\u00FC\u00DFe")]
    [InlineData("=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=", "\u3053\u3093")]
    [InlineData("=?unicode-1-1-utf-7?Q?Hi_+Jjo-!_A+ImIDkQ.?=", "Hi \u263A! A\u2262\u0391.")]
    [InlineData("=?utf-8?q?a=0D=0Ab=00c?=", "a  b c")]
    public void Words_are_put_together_before_they_are_read(string value, string expected) => Assert.Equal(expected, Decoded(value));

    [Theory]
    [InlineData("=?x-nobody-knows?q?a=41?= b", "=?x-nobody-knows?q?a=41?= b")]
    [InlineData("=?utf-8?x?abc?=", "=?utf-8?x?abc?=")]
    [InlineData("=? =?= =?utf-8?q", "=? =?= =?utf-8?q")]
    [InlineData("=?utf-8?q?a=4?=", "a=4")]
    [InlineData("=?utf-8?b?!!!?=x", "x")]
    [InlineData("a=?utf-8?q?b?=c", "abc")]
    [InlineData("\"=?utf-8?q?b c?=\"", "\"b c\"")]
    [InlineData("", "")]
    public void What_is_no_encoded_word_stays(string value, string expected) => Assert.Equal(expected, Decoded(value));

    [Fact]
    public void Raw_octets_are_UTF_8_if_all_are_and_else_windows_1252()
    {
        Assert.Equal("Gr\u00FC\u00DFe \u20AC", Decoded([.. "Gr\u00FC\u00DFe \u20AC"u8]));
        Assert.Equal("Gr\u00FC\u00DFe \u20AC", Decoded([0x47, 0x72, 0xFC, 0xDF, 0x65, 0x20, 0x80]));
        Assert.Equal("\u00C3\u00A9 \u00FC", Decoded([0xC3, 0xA9, 0x20, 0xFC]));
        Assert.Equal("\u00FC\u00E9", Decoded([0xFC, .. "=?utf-8?q?=C3=A9?="u8]));
    }

    [Fact]
    public void Time_grows_as_the_value_does()
    {
        foreach (var piece in new[] { "=?a?q?", "=?", "=?utf-8?b?", "=?utf-8?q?x?= ", "?=", "=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "=?utf-8?q?a?" })
        {
            Growth.IsLinear(piece, n => Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(piece, n))), value => Decoded(value));
        }
    }

    [Fact]
    public void Any_octets_are_read_and_none_of_them_becomes_a_line_end()
    {
        var random = new Random(3);
        var pieces = new[] { "=?", "?=", "utf-8", "iso-2022-jp", "gb2312", "hz-gb-2312", "utf-7", "iso-2022-kr", "?q?", "?b?", "?B?", "=", "=1B", "_", "\x1b$B", "+AD", "GyRC", "\u00E9", "\0", "\r\n ", "\n", "\r", "x", "*en" };
        for (var round = 0; round < 20_000; round++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Equal(-1, Decoded(value).AsSpan().IndexOfAny("\r\n\0"));
        }
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var decoder = new HeaderTextDecoder();
        var output = new ArrayBufferWriter<char>(4096);
        var value = Encoding.Latin1.GetBytes("caf\u00E9 =?utf-8?q?=C3?= =?utf-8?q?=A9?= =?koi8-r?q?=C1?= =?utf-7?q?+AGE-?=");
        Assert.Equal(0, Allocation.Of(() =>
        {
            output.ResetWrittenCount();
            decoder.Decode(value, output);
        }));
    }

    private static string Decoded(string value) => Decoded(Encoding.Latin1.GetBytes(value));

    private static string Decoded(byte[] value)
    {
        var output = new ArrayBufferWriter<char>();
        new HeaderTextDecoder().Decode(value, output);
        return output.WrittenSpan.ToString();
    }
}
