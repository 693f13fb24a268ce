using System.Buffers;
using System.Text;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Tests.Session;

public sealed class LineEndScannerTests
{
    [Theory]
    [InlineData("a\r\nb\r\n", false, "a\r\nb\r\n")]
    [InlineData("a\nb", true, "a\r\nb")]
    [InlineData("a\rb", true, "a\r\nb")]
    [InlineData("\r\r\n\n\r", true, "\r\n\r\n\r\n\r\n")]
    [InlineData("a\r", true, "a\r\n")]
    [InlineData("\n", true, "\r\n")]
    [InlineData("", false, "")]
    public void What_stands_alone_is_found_and_mended_however_it_is_cut(string text, bool isFound, string mended)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        for (var piece = 1; piece <= octets.Length + 1; piece++)
        {
            var (looking, mending) = (new LineEndScanner(), new LineEndScanner());
            var output = new ArrayBufferWriter<byte>();
            foreach (var part in octets.Chunk(piece))
            {
                looking.Look(part);
                mending.Mend(part, output);
            }

            looking.Finish(new ArrayBufferWriter<byte>());
            mending.Finish(output);
            Assert.Equal(isFound, looking.HasFound);
            Assert.Equal(mended, Encoding.ASCII.GetString(output.WrittenSpan));
        }
    }
}
