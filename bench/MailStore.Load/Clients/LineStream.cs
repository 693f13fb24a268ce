using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>
/// A connection that is read by lines and pieces. It blocks, and whoever has many has a thread for each: what the client takes of the processors
/// is missing to all servers alike, and makes them look alike.
/// </summary>
internal sealed class LineStream : IDisposable
{
    private const int FirstBytes = 1024;
    private const int LineBytesMax = 4 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly Stream _stream;
    private byte[] _octets = new byte[FirstBytes];
    private int _start;
    private int _end;

    /// <param name="isTls">From the first octet on, with whatever certificate.</param>
    public LineStream(IPEndPoint place, bool isTls = false)
    {
        _socket = new(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(place);
        _stream = new NetworkStream(_socket, ownsSocket: true);
        if (isTls)
        {
            var secret = new SslStream(_stream);
#pragma warning disable CA5359 // A server under measurement has a certificate that it made itself, and nothing secret is said to it.
            secret.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, _, _, _) => true });
#pragma warning restore CA5359
            _stream = secret;
        }
    }

    /// <summary>For whoever reads the socket otherwise.</summary>
    public int Descriptor => (int)_socket.Handle;

    /// <summary>Octets read so far.</summary>
    public long Taken { get; private set; }

    public void Send(ReadOnlySpan<byte> octets) => _stream.Write(octets);

    public void Send(string text)
    {
        Span<byte> octets = text.Length <= 512 ? stackalloc byte[text.Length] : new byte[text.Length];
        Encoding.Latin1.GetBytes(text, octets);
        _stream.Write(octets);
    }

    /// <summary>The next line without its end; it holds until the next call.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        var seen = 0;
        int feed;
        while ((feed = _octets.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n')) < 0)
        {
            seen = _end - _start;
            Fill();
        }

        var line = _octets.AsSpan(_start, seen + feed);
        Take(seen + feed + 1);
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    /// <summary>The next octets, as many as are there: at least one, at most so many.</summary>
    public ReadOnlySpan<byte> ReadSome(int most)
    {
        if (_start == _end)
        {
            Fill();
        }

        var piece = _octets.AsSpan(_start, Math.Min(most, _end - _start));
        Take(piece.Length);
        return piece;
    }

    public void Dispose() => _stream.Dispose();

    private void Take(int length)
    {
        _start += length;
        Taken += length;
    }

    private void Fill()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _octets.Length)
        {
            var larger = _start > _octets.Length / 2 ? _octets
                : _octets.Length < LineBytesMax ? new byte[_octets.Length * 4] : throw new InvalidDataException("A line is too long.");
            _octets.AsSpan(_start, _end - _start).CopyTo(larger);
            (_octets, _start, _end) = (larger, 0, _end - _start);
        }

        var read = _stream.Read(_octets, _end, _octets.Length - _end);
        _end += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
    }
}
