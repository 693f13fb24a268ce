using System.Net;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>As little of an SMTP or LMTP client as a measurement needs. Every reply is looked at.</summary>
internal sealed class MailClient : IDisposable
{
    private readonly LineStream _stream;

    private MailClient(LineStream stream) => _stream = stream;

    /// <param name="login">NAME:PASSWORD, or nothing; it is used if the server offers it.</param>
    public static MailClient Connect(IPEndPoint place, bool isLmtp, string login = "")
    {
        var client = new MailClient(new(place));
        client.Expect(1, "220"u8);
        client.Send(isLmtp ? "LHLO load.example\r\n"u8 : "EHLO load.example\r\n"u8);
        if (client.IsOffered("AUTH "u8) && login.Length > 0)
        {
            var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{login.Replace(':', '\0')}"));
            client._stream.Send($"AUTH PLAIN {plain}\r\n");
            client.Expect(1, "235"u8);
        }

        return client;
    }

    /// <summary>One transaction: the envelope and DATA in one write (RFC 2920), the message in another.</summary>
    /// <param name="message">With the dot behind it, and with QUIT behind that if it is the last one.</param>
    /// <param name="replies">To the message: LMTP gives one for each recipient.</param>
    public void Send(ReadOnlySpan<byte> envelope, int commands, ReadOnlySpan<byte> message, int replies = 1)
    {
        Send(envelope);
        Expect(commands - 1, "250"u8);
        Expect(1, "354"u8);
        Send(message);
        Expect(replies, "250"u8);
    }

    public void Send(ReadOnlySpan<byte> octets) => _stream.Send(octets);

    /// <summary>Reads so many replies, all of their lines, and wants them to have that code.</summary>
    public void Expect(int replies, ReadOnlySpan<byte> code)
    {
        while (replies > 0)
        {
            var line = _stream.ReadLine();
            if (!line.StartsWith(code))
            {
                throw new InvalidDataException($"Expected {Encoding.ASCII.GetString(code)}, but the server said: {Encoding.ASCII.GetString(line)}");
            }

            replies -= line.Length > 3 && line[3] == '-' ? 0 : 1;
        }
    }

    // Reads the answer to EHLO.
    private bool IsOffered(ReadOnlySpan<byte> word)
    {
        var isOffered = false;
        while (true)
        {
            var line = _stream.ReadLine();
            isOffered |= line.Length > 4 && line[4..].StartsWith(word);
            if (!line.StartsWith("250-"u8))
            {
                return line.StartsWith("250 "u8) ? isOffered : throw new InvalidDataException(Encoding.ASCII.GetString(line));
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}
