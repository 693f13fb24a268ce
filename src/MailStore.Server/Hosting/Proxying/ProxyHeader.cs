using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Server.Hosting.Proxying;

/// <summary>
/// What a load balancer says before anything else of who its client is: HAProxy, "The PROXY protocol", versions 1 (a line) and 2
/// (octets). Whatever is no such header is refused: who guesses here believes a forged address.
/// </summary>
/// <param name="Client">Null: the balancer speaks for itself, or does not know (§2.1 UNKNOWN, §2.2 LOCAL).</param>
/// <param name="IsTls">The client came to the balancer by TLS.</param>
internal sealed record ProxyHeader(IPEndPoint? Client, bool IsTls)
{
    /// <summary>§2.1: with CR and LF.</summary>
    private const int LineBytesMax = 107;

    private const int FixedBytes = 16;
    private const int Ipv4Bytes = 12;
    private const int Ipv6Bytes = 36;

    /// <summary>More than an address of every kind, and some room for what is said behind it.</summary>
    private const int BodyBytesMax = 4096;

    private const byte Version2 = 0x20;
    private const byte TlsField = 0x20;
    private const byte TlsClient = 0x01;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    private static ReadOnlySpan<byte> Start => "PROXY "u8;

    /// <param name="consumed">Octets of the header.</param>
    /// <returns>Null while more is needed.</returns>
    /// <exception cref="InvalidDataException">This is no header.</exception>
    public static ProxyHeader? Read(ReadOnlySequence<byte> octets, out int consumed)
    {
        Span<byte> start = stackalloc byte[LineBytesMax];
        start = start[..(int)Math.Min(octets.Length, start.Length)];
        octets.Slice(0, start.Length).CopyTo(start);
        consumed = 0;
        if (start.StartsWith(Start))
        {
            return ReadLine(start, out consumed);
        }

        if (start.StartsWith(Signature))
        {
            return start.Length < FixedBytes ? null : ReadOctets(octets, start, out consumed);
        }

        return Start.StartsWith(start) || Signature.StartsWith(start) ? null : throw Refused();
    }

    private static ProxyHeader? ReadLine(ReadOnlySpan<byte> start, out int consumed)
    {
        var end = start.IndexOf("\r\n"u8);
        consumed = end + 2;
        if (end < 0)
        {
            return start.Length < LineBytesMax ? null : throw Refused();
        }

        var words = Encoding.ASCII.GetString(start[..end]).Split(' ');
        if (words[1] == "UNKNOWN")
        {
            return new(null, IsTls: false);
        }

        return words is [_, "TCP4" or "TCP6", var source, var target, var port, var targetPort]
            && TryReadPlace(words[1], source, port, out var client) && TryReadPlace(words[1], target, targetPort, out _)
                ? new(client, IsTls: false)
                : throw Refused();
    }

    // §2.1: four numbers of IPv4 without leading zeroes, since those may be octal; groups of hexadecimal digits of IPv6, nothing in
    // brackets and no zone; and ports without leading zeroes. What .NET also takes for an address is none here.
    private static bool TryReadPlace(string family, string text, string port, out IPEndPoint? place)
    {
        place = null;
        if (!IPAddress.TryParse(text, out var address)
            || !ushort.TryParse(port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            || (port.Length > 1 && port[0] == '0'))
        {
            return false;
        }

        var isPlain = family == "TCP4"
            ? address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text
            : address.AddressFamily == AddressFamily.InterNetworkV6 && text.All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.');
        place = isPlain ? new(address, number) : null;
        return isPlain;
    }

    private static ProxyHeader? ReadOctets(ReadOnlySequence<byte> octets, ReadOnlySpan<byte> start, out int consumed)
    {
        var (command, family) = (start[12], start[13]);
        var length = BinaryPrimitives.ReadUInt16BigEndian(start[14..]);
        consumed = FixedBytes + length;
        if ((command & 0xF0) != Version2 || (command & 0x0F) > 1 || length > BodyBytesMax)
        {
            throw Refused();
        }

        if (octets.Length < consumed)
        {
            return null;
        }

        ReadOnlySpan<byte> body = octets.Slice(FixedBytes, length).ToArray();
        if ((command & 0x0F) == 0)
        {
            return new(null, IsTls: false);
        }

        // §2.2: TCP over IPv4, over IPv6; whatever else there is is no client of ours.
        return family switch
        {
            0x11 when length >= Ipv4Bytes => new(new(new IPAddress(body[..4]), BinaryPrimitives.ReadUInt16BigEndian(body[8..])), HasTls(body[Ipv4Bytes..])),
            0x21 when length >= Ipv6Bytes => new(new(new IPAddress(body[..16]), BinaryPrimitives.ReadUInt16BigEndian(body[32..])), HasTls(body[Ipv6Bytes..])),
            0x00 => new(null, IsTls: false),
            _ => throw Refused(),
        };
    }

    /// <summary>§2.2.6: the field of TLS says in its first octet whether the client used it.</summary>
    private static bool HasTls(ReadOnlySpan<byte> fields)
    {
        while (fields.Length >= 3)
        {
            var (kind, length) = (fields[0], BinaryPrimitives.ReadUInt16BigEndian(fields[1..]));
            if (fields.Length < 3 + length)
            {
                throw Refused();
            }

            if (kind == TlsField)
            {
                return length > 0 && (fields[3] & TlsClient) != 0;
            }

            fields = fields[(3 + length)..];
        }

        return false;
    }

    private static InvalidDataException Refused() => new("What came first is no header of the PROXY protocol.");
}
