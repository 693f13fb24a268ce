using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Interop.Tests.Mime;

/// <summary>Asks an IMAP server one item of all messages, and takes what it says as it stands.</summary>
internal sealed class OracleClient : IDisposable
{
    private readonly TcpClient _connection;
    private readonly BufferedStream _stream;

    private OracleClient(TcpClient connection)
    {
        _connection = connection;
        _stream = new(connection.GetStream(), 64 * 1024);
    }

    public static OracleClient Open(int port, string user, string password)
    {
        var client = new OracleClient(new TcpClient("127.0.0.1", port));
        client.ReadResponse();
        client.Run($"LOGIN {user} {password}", _ => { });
        client.Run("EXAMINE INBOX", _ => { });
        return client;
    }

    /// <summary>What it says of an item, by message number: all behind the item's name.</summary>
    public Dictionary<int, byte[]> Fetch(string item)
    {
        var said = new Dictionary<int, byte[]>();

        // RFC 9051 §7.5.2: without PEEK, of a range the origin, and Dovecot says all in capitals.
        var length = item.EndsWith('>') ? item.LastIndexOf('.') : item.Length;
        var name = Encoding.ASCII.GetBytes((item[..length].Replace(".PEEK", "", StringComparison.Ordinal) + (length < item.Length ? "> " : " ")).ToUpperInvariant());
        Run($"FETCH 1:* ({item})", response =>
        {
            var open = response.AsSpan().IndexOf(" FETCH ("u8);
            var number = int.Parse(response.AsSpan(2, open - 2), CultureInfo.InvariantCulture);
            var value = response.AsSpan(open + " FETCH (".Length);
            Assert.True(value.StartsWith(name), Encoding.Latin1.GetString(response));
            said[number] = value[name.Length..^3].ToArray();
        });
        return said;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _connection.Dispose();
    }

    private void Run(string command, Action<byte[]> fetched)
    {
        _stream.Write(Encoding.ASCII.GetBytes($"a {command}\r\n"));
        _stream.Flush();
        while (true)
        {
            var response = ReadResponse();
            if (response.AsSpan().StartsWith("a "u8))
            {
                Assert.True(response.AsSpan().StartsWith("a OK"u8), Encoding.Latin1.GetString(response));
                return;
            }

            if (response.AsSpan(0, Math.Min(30, response.Length)).IndexOf(" FETCH ("u8) > 2)
            {
                fetched(response);
            }
        }
    }

    /// <summary>A line with its literals.</summary>
    private byte[] ReadResponse()
    {
        var response = new List<byte>(256);
        for (var lineStart = 0; ; lineStart = response.Count)
        {
            int octet;
            do
            {
                octet = _stream.ReadByte();
                Assert.True(octet >= 0, "The oracle hung up.");
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
