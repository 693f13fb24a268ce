using System.Net.Sockets;
using System.Text;

namespace MailStore.Load.Intake;

/// <summary>
/// As little of an SMTP or LMTP client as a measurement needs. Every reply is looked at. It blocks, on a thread of its own: what the
/// client takes of the processors is missing to both servers, and makes them look alike.
/// </summary>
internal sealed class MailClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4 * 1024];
    private int _start;
    private int _end;

    public static MailClient Connect(MailTarget target)
    {
        var client = new MailClient();
        client._socket.Connect(target.Place);
        client.Expect(1, "220"u8);
        client.Send(target.IsLmtp ? "LHLO load.example\r\n"u8 : "EHLO load.example\r\n"u8);
        client.Expect(1, "250"u8);
        if (target.Login.Length > 0)
        {
            var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{target.Login.Replace(':', '\0')}"));
            client.Send(Encoding.ASCII.GetBytes($"AUTH PLAIN {plain}\r\n"));
            client.Expect(1, "235"u8);
        }

        return client;
    }

    /// <summary>One transaction: the envelope and DATA in one write (RFC 2920), the message in another.</summary>
    /// <param name="message">With the dot behind it, and with QUIT behind that if it is the last one.</param>
    public void Send(ReadOnlySpan<byte> envelope, int commands, ReadOnlySpan<byte> message)
    {
        Send(envelope);
        Expect(commands - 1, "250"u8);
        Expect(1, "354"u8);
        Send(message);
        Expect(1, "250"u8);
    }

    public void Send(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            octets = octets[_socket.Send(octets)..];
        }
    }

    /// <summary>Reads so many replies, all of their lines, and wants them to have that code.</summary>
    public void Expect(int replies, ReadOnlySpan<byte> code)
    {
        while (replies > 0)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (feed < 0)
            {
                Receive();
                continue;
            }

            var line = _buffer.AsSpan(_start, feed);
            _start += feed + 1;
            if (!line.StartsWith(code))
            {
                throw new InvalidDataException($"Expected {Encoding.ASCII.GetString(code)}, but the server said: {Encoding.ASCII.GetString(line)}");
            }

            replies -= line.Length > 3 && line[3] == '-' ? 0 : 1;
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Receive()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = _socket.Receive(_buffer.AsSpan(_end));
        _end += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
    }
}
