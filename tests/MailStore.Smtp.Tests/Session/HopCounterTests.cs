using System.Text;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Tests.Session;

public sealed class HopCounterTests
{
    [Theory]
    [InlineData("Received: a\r\nReceived: b\r\n\r\nReceived: text\r\n", 2)]
    [InlineData("RECEIVED:a\r\nreceived: b\r\n\tReceived: c\r\nX-Received: d\r\nReceived-SPF: e\r\n\r\n", 2)]
    [InlineData("\r\nReceived: a\r\n", 0)]
    [InlineData("\nReceived: a\r\n", 0)]
    [InlineData("Receive\r\nReceived: a", 1)]
    [InlineData("", 0)]
    public void Received_fields_of_the_header_are_counted_however_it_is_cut(string text, int hops)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        for (var piece = 1; piece <= octets.Length + 1; piece++)
        {
            var counter = new HopCounter();
            foreach (var part in octets.Chunk(piece))
            {
                counter.Take(part);
            }

            Assert.Equal(hops, counter.Hops);
        }
    }
}
