using System.Text;
using MailStore.Wire.Peers;
using Xunit;

namespace MailStore.Wire.Tests.Peers;

public sealed class WebRequestTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", true)]
    [InlineData("POST /a?b=c HTTP/1.0\r\n", true)]
    [InlineData("OPTIONS * HTTP/1.1", true)]
    [InlineData("a1 LOGIN anna secret\r\n", false)]
    [InlineData("a1 SEARCH TEXT HTTP/1.1.\r\n", false)]
    [InlineData("HTTP/1.1\r\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("", false)]
    public void A_request_of_the_web_is_known_by_its_end(string line, bool isRequest) => Assert.Equal(isRequest, WebRequest.Is(Encoding.ASCII.GetBytes(line)));
}
