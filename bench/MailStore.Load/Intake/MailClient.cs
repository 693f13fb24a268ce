using System.Net.Sockets;
using System.Text;

namespace MailStore.Load.Intake;

/// <summary>As little of an SMTP or LMTP client as a measurement needs. Every reply is looked at.</summary>
internal sealed class MailClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[8 * 1024];
    private int _length;

    public static async Task<MailClient> ConnectAsync(MailTarget target)
    {
        var client = new MailClient();
        await client._socket.ConnectAsync(target.Place);
        await client.ExpectAsync(1, "220");
        await client.SendAsync(Encoding.ASCII.GetBytes($"{(target.IsLmtp ? "LHLO" : "EHLO")} load.example\r\n"));
        await client.ExpectAsync(1, "250");
        if (target.Login.Length > 0)
        {
            var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{target.Login.Replace(':', '\0')}"));
            await client.SendAsync(Encoding.ASCII.GetBytes($"AUTH PLAIN {plain}\r\n"));
            await client.ExpectAsync(1, "235");
        }

        return client;
    }

    /// <summary>One transaction: the envelope and DATA in one write (RFC 2920), the message in another.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> envelope, int commands, ReadOnlyMemory<byte> message)
    {
        await SendAsync(envelope);
        await ExpectAsync(commands - 1, "250");
        await ExpectAsync(1, "354");
        await SendAsync(message);
        await ExpectAsync(1, "250");
    }

    public async Task QuitAsync()
    {
        await SendAsync("QUIT\r\n"u8.ToArray());
        await ExpectAsync(1, "221");
    }

    public async Task SendAsync(ReadOnlyMemory<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            octets = octets[await _socket.SendAsync(octets)..];
        }
    }

    /// <summary>Reads so many replies, all of their lines, and wants them to have that code.</summary>
    public async Task ExpectAsync(int replies, string code)
    {
        while (replies > 0)
        {
            var feed = _buffer.AsSpan(0, _length).IndexOf((byte)'\n');
            if (feed < 0)
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
                _length += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
                continue;
            }

            var line = Encoding.ASCII.GetString(_buffer, 0, feed).TrimEnd('\r');
            _buffer.AsSpan(feed + 1, _length - feed - 1).CopyTo(_buffer);
            _length -= feed + 1;
            if (!line.StartsWith(code, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"Expected {code}, but the server said: {line}");
            }

            replies -= line.Length > 3 && line[3] == '-' ? 0 : 1;
        }
    }

    public void Dispose() => _socket.Dispose();
}
