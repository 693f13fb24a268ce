using System.Buffers;
using System.Text;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

/// <summary>Whatever a header is, its envelope is a list of ten items that a client can read to its end.</summary>
public sealed class EnvelopeFuzzTests
{
    private static readonly string[] Names = ["From", "To", "Cc", "Sender", "Reply-To", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "X-Other", "", "From x"];

    private static readonly string[] Pieces =
    [
        "a", "b.c", "@", "<", ">", ",", ";", ":", "(", ")", "\"", "\\", "[", "]", ".", " ", "\t", "\r\n ", "\n\t", "\r", "\0", "\u00E9", "=?utf-8?q?x?=", "x@y.z",
        "<x@y.z>", "\"q\"", "(c)", "g:", ";,", "<@r:x@y>", "\\\"", "\r\n", "\n",
    ];

    [Fact]
    public void Any_header_has_an_envelope_that_can_be_read()
    {
        var random = new Random(8);
        var output = new ArrayBufferWriter<byte>();
        for (var round = 0; round < 50_000; round++)
        {
            var block = new StringBuilder();
            for (var field = random.Next(5); field >= 0; field--)
            {
                block.Append(Names[random.Next(Names.Length)]).Append(": ");
                for (var piece = random.Next(14); piece > 0; piece--)
                {
                    block.Append(Pieces[random.Next(Pieces.Length)]);
                }

                block.Append(random.Next(2) == 0 ? "\r\n" : "\n");
            }

            var octets = Encoding.Latin1.GetBytes(block.ToString());
            output.ResetWrittenCount();
            EnvelopeWriter.Write(octets, output);
            var envelope = Encoding.Latin1.GetString(output.WrittenSpan);
            Assert.True(new EnvelopeCheck(envelope).IsWhole(), $"{block}\n{envelope}");
        }
    }

    [Theory]
    [InlineData("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)", true)]
    [InlineData("(NIL NIL NIL NIL NIL NIL NIL NIL NIL)", false)]
    [InlineData("(NIL NIL ((NIL NIL \"a\" NIL)) NIL NIL NIL NIL NIL NIL NIL)", false)]
    [InlineData("(NIL NIL () NIL NIL NIL NIL NIL NIL NIL)", false)]
    [InlineData("(NIL {2}\r\nx NIL NIL NIL NIL NIL NIL NIL NIL)", false)]
    [InlineData("(NIL \"x\"y\" NIL NIL NIL NIL NIL NIL NIL NIL)", false)]
    public void Envelope_that_cannot_be_read_is_noticed(string envelope, bool isWhole) => Assert.Equal(isWhole, new EnvelopeCheck(envelope).IsWhole());

    [Theory]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("a:")]
    [InlineData("<")]
    [InlineData("<@a,")]
    [InlineData("a@b <")]
    [InlineData("a b (")]
    [InlineData("[")]
    [InlineData("a [ ")]
    [InlineData("\\")]
    [InlineData(",")]
    [InlineData("a@b,")]
    [InlineData("a@")]
    [InlineData(".")]
    [InlineData("x@y, junk junk, ")]
    [InlineData("(x) ")]
    [InlineData("\"x\" ")]
    [InlineData("g:;,")]
    [InlineData("\r\n ")]
    [InlineData("a\n b")]
    public void Time_grows_as_the_addresses_do(string piece) =>
        Growth.IsLinear(
            piece,
            n => Encoding.ASCII.GetBytes("To: " + string.Concat(Enumerable.Repeat(piece, n / 2)) + "\nSubject: " + string.Concat(Enumerable.Repeat(piece, n / 2)) + "\n"),
            block => EnvelopeWriter.Write(block, new ArrayBufferWriter<byte>()));
}
