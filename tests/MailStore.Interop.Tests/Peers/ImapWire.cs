using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Interop.Tests.Peers;

/// <summary>A connection to an IMAP server, response by response, as they stand.</summary>
internal sealed class ImapWire : IDisposable
{
    private readonly TcpClient _connection;
    private readonly BufferedStream _stream;
    private string _sent = "nothing";

    public ImapWire(int port)
    {
        _connection = new TcpClient("127.0.0.1", port);
        _stream = new(_connection.GetStream(), 64 * 1024);
    }

    public void Send(ReadOnlySpan<byte> octets)
    {
        _sent = Encoding.Latin1.GetString(octets);
        _stream.Write(octets);
        _stream.Flush();
    }

    /// <summary>A line with its literals.</summary>
    public byte[] ReadResponse()
    {
        var response = new List<byte>(256);
        for (var lineStart = 0; ; lineStart = response.Count)
        {
            int octet;
            do
            {
                octet = _stream.ReadByte();
                Assert.True(octet >= 0, $"The server hung up. It was told: {_sent}");
                response.Add((byte)octet);
            }
            while (octet != '\n');

            if (LiteralBytes(response, lineStart) is not { } length)
            {
                return [.. response];
            }

            var literal = new byte[length];
            _stream.ReadExactly(literal);
            response.AddRange(literal);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _connection.Dispose();
    }

    private static int? LiteralBytes(List<byte> response, int lineStart)
    {
        if (response.Count - lineStart < 5 || response[^3] != '}')
        {
            return null;
        }

        var open = response.LastIndexOf((byte)'{');
        var digits = Encoding.ASCII.GetString([.. response.Skip(open + 1).Take(response.Count - open - 4)]);
        return open >= lineStart && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }
}
