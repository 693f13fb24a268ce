using System.Buffers;
using System.Text;
using MailStore.Server.Hosting.Proxying;

namespace MailStore.Server.Tests.Hosting.Proxying;

public sealed class ProxyHeaderTests
{
    private static readonly byte[] s_signature = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 143\r\n", "192.0.2.1:56324")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::2 56324 143\r\n", "[2001:db8::1]:56324")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null)]
    public void A_line_names_the_client(string line, string? client)
    {
        var header = Read(Encoding.ASCII.GetBytes(line + "a1 NOOP\r\n"), out var consumed);
        Assert.Equal((client, line.Length), (header!.Client?.ToString(), consumed));
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324\r\n")]
    [InlineData("PROXY TCP4 2001:db8::1 198.51.100.1 56324 143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 -1 143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 65536 143\r\n")]
    [InlineData("PROXY TCP4 1 198.51.100.1 56324 143\r\n")]
    [InlineData("PROXY TCP4 192.0.513 198.51.100.1 56324 143\r\n")]
    [InlineData("PROXY TCP4 06.6.6.6 198.51.100.1 56324 143\r\n")]
    [InlineData("PROXY TCP4 0x7f.0.0.1 198.51.100.1 56324 143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100 56324 143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 2001:db8::1 56324 143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 056324 143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 99999\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 +143\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 143 \r\n")]
    [InlineData("PROXY TCP4 192.0.2.1  198.51.100.1 56324 143\r\n")]
    [InlineData("PROXY TCP6 [2001:db8::1] 2001:db8::2 56324 143\r\n")]
    [InlineData("PROXY TCP6 fe80::1%2 2001:db8::2 56324 143\r\n")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::12345 56324 143\r\n")]
    [InlineData("PROXY TCP6 192.0.2.1 2001:db8::2 56324 143\r\n")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.1 5 143\r\n")]
    [InlineData("PROXY  \r\n")]
    [InlineData("a1 LOGIN anna secret\r\n")]
    [InlineData("\r\n\r\nHELO")]
    public void Whatever_else_is_said_is_refused(string line) => Assert.Throws<InvalidDataException>(() => Read(Encoding.ASCII.GetBytes(line), out _));

    [Fact]
    public void A_line_without_an_end_is_refused_when_it_is_longer_than_one_may_be()
    {
        var line = "PROXY TCP4 " + new string('1', 95);
        Assert.Null(Read(Encoding.ASCII.GetBytes(line), out _));
        Assert.Throws<InvalidDataException>(() => Read(Encoding.ASCII.GetBytes(line + "1"), out _));
    }

    [Fact]
    public void Octets_name_the_client_and_whether_it_came_by_TLS()
    {
        byte[] body = [192, 0, 2, 1, 198, 51, 100, 1, 0xDC, 0x04, 0, 143];
        Assert.Equal(("192.0.2.1:56324", false), Of(Read(Header(0x21, 0x11, body), out _)!));
        Assert.Equal(("192.0.2.1:56324", true), Of(Read(Header(0x21, 0x11, [.. body, 0x04, 0, 1, 9, 0x20, 0, 5, 1, 0, 0, 0, 0]), out var consumed)!));
        Assert.Equal(16 + 12 + 4 + 8, consumed);
        Assert.Equal(("192.0.2.1:56324", false), Of(Read(Header(0x21, 0x11, [.. body, 0x20, 0, 5, 0, 0, 0, 0, 0]), out _)!));
        byte[] six = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. new byte[16], 0xDC, 0x04, 0, 143];
        Assert.Equal(("[2001:db8::1]:56324", false), Of(Read(Header(0x21, 0x21, six), out _)!));
        Assert.Null(Read(Header(0x20, 0x00, []), out _)!.Client);
    }

    [Theory]
    [InlineData(0x11, 0x11, 12)]
    [InlineData(0x22, 0x11, 12)]
    [InlineData(0x21, 0x11, 11)]
    [InlineData(0x21, 0x21, 12)]
    [InlineData(0x21, 0x12, 12)]
    [InlineData(0x21, 0x31, 216)]
    [InlineData(0x21, 0x11, 4097)]
    public void Octets_that_say_something_else_are_refused(byte command, byte family, int length) =>
        Assert.Throws<InvalidDataException>(() => Read(Header(command, family, new byte[length]), out _));

    [Fact]
    public void A_header_may_come_in_pieces()
    {
        byte[][] headers = [Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.1 198.51.100.1 56324 143\r\n"), Header(0x21, 0x11, [192, 0, 2, 1, 198, 51, 100, 1, 0xDC, 0x04, 0, 143])];
        foreach (var header in headers)
        {
            for (var length = 0; length < header.Length; length++)
            {
                Assert.Null(Read(header[..length], out _));
            }

            Assert.Equal("192.0.2.1:56324", Read(header, out _)!.Client!.ToString());
        }
    }

    [Fact]
    public void No_octets_do_more_harm_than_being_refused()
    {
        var random = new Random(11);
        for (var round = 0; round < 50_000; round++)
        {
            var octets = new byte[random.Next(60)];
            random.NextBytes(octets);
            byte[] tail = random.Next(3) switch { 0 => [.. s_signature, 0x21, 0x11, 0, (byte)random.Next(50), .. octets], 1 => [.. "PROXY TCP4 "u8, .. octets, 13, 10], _ => octets };
            try
            {
                var header = Read(tail, out var consumed);
                Assert.True(header is null || consumed <= tail.Length);
            }
            catch (InvalidDataException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    private static (string?, bool) Of(ProxyHeader header) => (header.Client?.ToString(), header.IsTls);

    private static byte[] Header(byte command, byte family, byte[] body) => [.. s_signature, command, family, (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static ProxyHeader? Read(byte[] octets, out int consumed) => ProxyHeader.Read(new ReadOnlySequence<byte>(octets), out consumed);
}
