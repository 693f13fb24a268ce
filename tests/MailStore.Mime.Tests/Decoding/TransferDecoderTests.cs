using System.Buffers;
using System.Text;
using MailStore.Mime.Decoding;

namespace MailStore.Mime.Tests.Decoding;

public sealed class TransferDecoderTests
{
    private static readonly TransferEncoding[] All =
        [TransferEncoding.Identity, TransferEncoding.Base64, TransferEncoding.QuotedPrintable, TransferEncoding.Uuencode, TransferEncoding.Unknown];

    [Theory]
    [InlineData("FPucA9l+", "14fb9c03d97e")]
    [InlineData("FA==", "14")]
    [InlineData("FLk=", "14b9")]
    [InlineData("FPuc\r\nA9l+\r\n", "14fb9c03d97e")]
    [InlineData("F P!u-c\0A9l+", "14fb9c03d97e")]
    [InlineData("FA", "14")]
    [InlineData("FLk", "14b9")]
    [InlineData("FPucA", "14fb9c")]
    [InlineData("FA==FLk=", "14")]
    [InlineData("FA==\r\n-- \r\nlist footer", "14")]
    [InlineData("=F=A==", "14")]
    [InlineData("====", "")]
    [InlineData("", "")]
    public void Base64_is_decoded(string text, string octets) => Assert.Equal(octets, Hex(TransferEncoding.Base64, text));

    [Theory]
    [InlineData("Now's the time =\r\nfor all folk to come=\r\n to the aid of their country.", "Now's the time for all folk to come to the aid of their country.")]
    [InlineData("trailing  \t \r\nblanks \n", "trailing\r\nblanks\n")]
    [InlineData("soft= \t \r\nbreak=\nagain", "softbreakagain")]
    [InlineData("a=3Db=3db=0D=0A", "a=b=b\r\n")]
    [InlineData("inner  blanks stay", "inner  blanks stay")]
    [InlineData("=4", "=4")]
    [InlineData("=4\r\n=", "=4\r\n")]
    [InlineData("=XY = x =\rz", "=XY = x =\rz")]
    [InlineData("end of text   ", "end of text")]
    [InlineData("lone\rCR", "lone\rCR")]
    [InlineData("\r\n\r\n \r\n", "\r\n\r\n\r\n")]
    [InlineData("===3D=", "===")]
    public void Quoted_printable_is_decoded(string text, string expected) => Assert.Equal(expected, Decoded(TransferEncoding.QuotedPrintable, text));

    [Theory]
    [InlineData("begin 644 cat.txt\n#0V%T\n`\nend\n", "Cat")]
    [InlineData("junk\nbegin 644 x\r\n#0V%T\r\n#0V%T\r\n`\r\nend\r\nmore junk", "CatCat")]
    [InlineData("begin 644 x\n!0\n", "@")]
    [InlineData("no beginning\n#0V%T\n", "")]
    public void Uuencode_is_decoded(string text, string expected) => Assert.Equal(expected, Decoded(TransferEncoding.Uuencode, text));

    [Theory]
    [InlineData(" base64", TransferEncoding.Base64)]
    [InlineData("Quoted-Printable ; x=y", TransferEncoding.QuotedPrintable)]
    [InlineData("(c) 8BIT", TransferEncoding.Identity)]
    [InlineData("", TransferEncoding.Identity)]
    [InlineData("x-uuencode", TransferEncoding.Uuencode)]
    [InlineData("x-token", TransferEncoding.Unknown)]
    public void Names_of_encodings_are_known(string value, TransferEncoding expected) =>
        Assert.Equal(expected, TransferEncodings.Parse(Encoding.ASCII.GetBytes(value)));

    [Fact]
    public void Long_runs_of_blanks_cost_a_thousand_octets_of_memory_and_come_through()
    {
        var text = new string(' ', 100_000) + "x" + new string('\t', 900) + "\r\n";
        var decoded = Decoded(TransferEncoding.QuotedPrintable, text);
        Assert.Equal(new string(' ', 100_000) + "x\r\n", decoded);
    }

    [Fact]
    public void What_was_encoded_comes_back()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var octets = new byte[random.Next(300)];
            random.NextBytes(octets);
            Assert.Equal(Convert.ToHexStringLower(octets), Hex(TransferEncoding.Base64, Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks)));
            var quoted = string.Concat(octets.Select((octet, i) => (i % 25 == 24 ? "=\r\n" : "") + $"={octet:X2}"));
            Assert.Equal(Convert.ToHexStringLower(octets), Hex(TransferEncoding.QuotedPrintable, quoted));
        }
    }

    [Fact]
    public void Cuts_change_nothing()
    {
        var random = new Random(2);
        var alphabet = "=== \t\r\n\nABab01+/-`#begin 644 x\n"u8.ToArray();
        for (var round = 0; round < 3000; round++)
        {
            var octets = new byte[random.Next(80)];
            for (var i = 0; i < octets.Length; i++)
            {
                octets[i] = alphabet[random.Next(alphabet.Length)];
            }

            foreach (var encoding in All)
            {
                var input = encoding == TransferEncoding.Uuencode ? [.. "begin 644 x\n"u8, .. octets] : octets;
                var whole = Decode(encoding, input, [input.Length], roomMax: 1000, random);
                var cuts = Enumerable.Range(0, input.Length + 1).Select(_ => random.Next(4)).ToArray();
                Assert.Equal(whole, Decode(encoding, input, cuts, roomMax: 4, random));
            }
        }
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var decoder = new TransferDecoder();
        var input = Encoding.ASCII.GetBytes("begin 644 x\n" + string.Concat(Enumerable.Repeat("some =3D text \t \r\n", 100)));
        var output = new byte[4096];
        Assert.Equal(0, Allocation.Of(() =>
        {
            foreach (var encoding in All)
            {
                decoder.Begin(encoding);
                decoder.Decode(input, output, isFinal: true, out _, out _);
            }
        }));
    }

    private static string Hex(TransferEncoding encoding, string text) => Convert.ToHexStringLower(Decode(encoding, Encoding.Latin1.GetBytes(text)));

    private static string Decoded(TransferEncoding encoding, string text) => Encoding.Latin1.GetString(Decode(encoding, Encoding.Latin1.GetBytes(text)));

    private static byte[] Decode(TransferEncoding encoding, byte[] input) => Decode(encoding, input, [input.Length], input.Length + 4, new Random(0));

    private static byte[] Decode(TransferEncoding encoding, byte[] input, int[] cuts, int roomMax, Random random)
    {
        var decoder = new TransferDecoder();
        decoder.Begin(encoding);
        var output = new List<byte>();
        var at = 0;
        for (var cut = 0; ; cut++)
        {
            var isFinal = cut == cuts.Length;
            var piece = isFinal ? input.AsSpan(at) : input.AsSpan(at, Math.Min(cuts[cut], input.Length - at));
            at += piece.Length;
            OperationStatus status;
            do
            {
                var room = new byte[Math.Max(4, random.Next(roomMax))];
                status = decoder.Decode(piece, room, isFinal, out var consumed, out var written);
                output.AddRange(room.AsSpan(0, written));
                Assert.True(consumed + written > 0 || status == OperationStatus.Done);
                piece = piece[consumed..];
            }
            while (status == OperationStatus.DestinationTooSmall);

            Assert.True(piece.IsEmpty);
            if (isFinal)
            {
                return [.. output];
            }
        }
    }
}
