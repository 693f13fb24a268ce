using System.Text;
using MailStore.Mime.Decoding;

namespace MailStore.Mime.Tests.Decoding;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("utf8", "C3A9", "\u00E9")]
    [InlineData("UTF-8", "EFBFFF41", "\uFFFD\uFFFDA")]
    [InlineData("us-ascii", "41C3A9E9", "A\u00E9\u00E9")]
    [InlineData("us-ascii", "41E9C3A9", "A\u00E9\u00C3\u00A9")]
    [InlineData("ANSI_X3.4-1968", "41", "A")]
    [InlineData("iso-8859-1", "E992", "\u00E9\u2019")]
    [InlineData("ISO_8859-1:1987", "E9", "\u00E9")]
    [InlineData("cp1252", "80", "\u20AC")]
    [InlineData("windows-1251", "CFF0", "\u041F\u0440")]
    [InlineData("x-cp1250", "8A", "\u0160")]
    [InlineData("iso-8859-2", "B1", "\u0105")]
    [InlineData("iso-8859-8-i", "F9", "\u05E9")]
    [InlineData("iso-8859-15", "A4", "\u20AC")]
    [InlineData("koi8-r", "F0D2", "\u041F\u0440")]
    [InlineData("koi8-u", "A4", "\u0454")]
    [InlineData("x-sjis", "82B1", "\u3053")]
    [InlineData("Shift_JIS", "82B1", "\u3053")]
    [InlineData("euc-jp", "A4B3", "\u3053")]
    [InlineData("iso-2022-jp", "1B2442243324731B2842", "\u3053\u3093")]
    [InlineData("gb2312", "C4E3", "\u4F60")]
    [InlineData("gbk", "8140", "\u4E02")]
    [InlineData("gb18030", "81308130", "\u0080")]
    [InlineData("hz-gb-2312", "7E7B44637E7D41", "\u4F60A")]
    [InlineData("big5", "A741", "\u4F60")]
    [InlineData("ks_c_5601-1987", "B0A1", "\uAC00")]
    [InlineData("euc-kr", "B0A1", "\uAC00")]
    [InlineData("tis-620", "A1", "\u0E01")]
    [InlineData("macintosh", "8E", "\u00E9")]
    [InlineData("ibm437", "82", "\u00E9")]
    [InlineData("utf-16le", "4100", "A")]
    [InlineData("utf-16be", "0041", "A")]
    [InlineData("utf-7", "41E9", "A\u00E9")]
    [InlineData("UNICODE-1-1-UTF-7", "48692B4A6A6F2D2B2D", "Hi\u263A+")]
    public void Charset_is_known_and_read(string name, string octets, string expected)
    {
        var decoder = new CharsetDecoder();
        Assert.True(decoder.Begin(Encoding.ASCII.GetBytes(name)));
        Assert.Equal(expected, Decode(decoder, Convert.FromHexString(octets), [int.MaxValue], room: 100));
    }

    [Fact]
    public void Unknown_charset_is_guessed()
    {
        var decoder = new CharsetDecoder();
        Assert.False(decoder.Begin("x-nobody-knows"u8));
        Assert.Equal("\u00E9\u00E9\u20AC\uD83D\uDE00\u00F0", Decode(decoder, [0xC3, 0xA9, 0xE9, 0x80, 0xF0, 0x9F, 0x98, 0x80, 0xF0], [int.MaxValue], room: 64));
    }

    [Theory]
    [InlineData("")]
    [InlineData("????")]
    [InlineData("a-name-that-is-much-longer-than-that-of-any-charset-that-there-has-ever-been")]
    public void Odd_name_is_no_charset(string name) => Assert.False(Charsets.TryFind(Encoding.ASCII.GetBytes(name), out _));

    [Fact]
    public void Each_encoding_of_the_runtime_is_offered()
    {
        foreach (var known in Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()))
        {
            Assert.True(Charsets.TryFind(Encoding.ASCII.GetBytes(known.Name), out var codePage), known.Name);
            Assert.True(codePage is Charsets.Guess or Charsets.Utf7 || Charsets.OfCodePage(codePage) is not null);
        }
    }

    [Fact]
    public void Random_octets_cut_anywhere_give_the_same_text_in_every_charset()
    {
        var random = new Random(4);
        var decoder = new CharsetDecoder();
        var names = CodePagesEncodingProvider.Instance.GetEncodings().Select(known => known.Name).Concat(["utf-8", "utf-7", "us-ascii", "utf-16", "x-unknown", "utf-32"]);
        var bad = new HashSet<string>();
        foreach (var name in names)
        {
            for (var round = 0; round < 100; round++)
            {
                var octets = new byte[random.Next(200)];
                random.NextBytes(octets);
                if (round % 2 == 0)
                {
                    SprinkleEscapes(octets, random);
                }

                decoder.Begin(Encoding.ASCII.GetBytes(name));
                var whole = Decode(decoder, octets, [int.MaxValue], room: 1000);
                decoder.Begin(Encoding.ASCII.GetBytes(name));
                var cut = Decode(decoder, octets, Enumerable.Range(0, 200).Select(_ => random.Next(5)).ToArray(), room: CharsetDecoder.RoomMin);
                if (whole != cut)
                {
                    bad.Add(name);
                }
            }
        }

        Assert.Equal("", string.Join(' ', bad));
    }

    private static void SprinkleEscapes(byte[] octets, Random random)
    {
        ReadOnlySpan<byte> escapes = "\x1b$B\x1b(J\x0e\x0f~{~}+-"u8;
        for (var i = 0; i + 3 < octets.Length; i += random.Next(1, 9))
        {
            escapes.Slice(random.Next(escapes.Length - 2), 2).CopyTo(octets.AsSpan(i));
        }
    }

    private static string Decode(CharsetDecoder decoder, byte[] octets, int[] cuts, int room)
    {
        var text = new StringBuilder();
        var chars = new char[room];
        var at = 0;
        for (var cut = 0; at < octets.Length || cut == 0; cut++)
        {
            var length = cut < cuts.Length ? Math.Min(cuts[cut], octets.Length - at) : octets.Length - at;
            var isFinal = at + length == octets.Length;
            var piece = octets.AsSpan(at, length);
            at += length;
            for (var isDone = false; !isDone;)
            {
                isDone = decoder.Decode(piece, chars, isFinal, out var consumed, out var written);
                Assert.True(isDone || consumed + written > 0);
                piece = piece[consumed..];
                text.Append(chars, 0, written);
            }
        }

        return text.ToString();
    }
}
