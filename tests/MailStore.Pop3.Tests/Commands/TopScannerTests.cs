using System.Text;
using MailStore.Pop3.Commands;

namespace MailStore.Pop3.Tests.Commands;

public sealed class TopScannerTests
{
    [Theory]
    [InlineData("a: b\r\n\r\none\r\ntwo\r\n", 0, "a: b\r\n\r\n")]
    [InlineData("a: b\r\n\r\none\r\ntwo\r\n", 1, "a: b\r\n\r\none\r\n")]
    [InlineData("a: b\r\n\r\none\r\ntwo\r\n", 2, "a: b\r\n\r\none\r\ntwo\r\n")]
    [InlineData("a: b\r\n\r\none\r\ntwo\r\n", 9, "a: b\r\n\r\none\r\ntwo\r\n")]
    [InlineData("a: b\r\n\r\n\r\n\r\n", 1, "a: b\r\n\r\n\r\n")]
    [InlineData("a: b\n\none\ntwo\n", 1, "a: b\n\none\n")]
    [InlineData("a: b\r\n \r\n\r\none", 0, "a: b\r\n \r\n\r\n")]
    [InlineData("a: b\r\nc", 0, "a: b\r\nc")]
    [InlineData("\r\none\r\ntwo", 1, "\r\none\r\n")]
    [InlineData("\r\n", 0, "\r\n")]
    [InlineData("a\r\r\n\r\nb", 0, "a\r\r\n\r\n")]
    [InlineData("", 0, "")]
    public void The_top_is_the_same_wherever_the_message_is_cut(string message, int lines, string top)
    {
        var octets = Encoding.ASCII.GetBytes(message);
        for (var cut = 0; cut <= octets.Length; cut++)
        {
            var scanner = new TopScanner((ulong)lines);
            var taken = scanner.Take(octets.AsSpan(0, cut));
            if (!scanner.IsOver && taken == cut)
            {
                taken += scanner.Take(octets.AsSpan(cut));
            }

            Assert.Equal(top, message[..taken]);
        }
    }
}
