using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailStore.Wire.Threading;

namespace MailStore.Server.Transfer.Imap;

/// <summary>The client's end of a connection to some IMAP server: lines with literals in them, and what is sent.</summary>
internal sealed class ImapWire : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int LineBytesMax = 1024 * 1024;

    private readonly ImapPlace _place;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private Stream _stream;
    private int _start;
    private int _end;

    private ImapWire(ImapPlace place, Stream stream) => (_place, _stream) = (place, stream);

    public bool IsTls => _stream is SslStream;

    public static async Task<ImapWire> ConnectAsync(ImapPlace place, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place.Host, place.Port, cancellation);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw new ImportFaultException($"{place.Host}:{place.Port} cannot be reached: {fault.Message}");
        }

        var wire = new ImapWire(place, new NetworkStream(socket, ownsSocket: true));
        if (place.IsTls)
        {
            await wire.StartTlsAsync(cancellation);
        }

        return wire;
    }

    /// <summary>It is on this machine: nobody can listen.</summary>
    public static bool IsLocal(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    public async Task StartTlsAsync(CancellationToken cancellation)
    {
        var tls = new SslStream(_stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = _place.Host,
#pragma warning disable CA5359 // Only where the operator said so.
                    RemoteCertificateValidationCallback = _place.TrustsAny ? (_, _, _, _) => true : null,
#pragma warning restore CA5359
                },
                cancellation);
        }
        catch (System.Security.Authentication.AuthenticationException fault)
        {
            throw new ImportFaultException($"{_place.Host} shows a certificate that does not hold ({fault.Message}): --insecure takes it all the same.");
        }

        // RFC 9051 §6.2.1: what came before belongs to nobody.
        (_stream, _start, _end) = (tls, 0, 0);
    }

    public ValueTask SendAsync(string text, CancellationToken cancellation) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);

    /// <summary>A whole response; literals stand in it as their text, but the body of a message goes to the sink and leaves nothing.</summary>
    /// <param name="body">Gets octets behind <c>BODY[]</c>; null where there can be none.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string> ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask>? body, CancellationToken cancellation)
    {
        var response = new StringBuilder();
        while (true)
        {
            var line = await ReadLineAsync(cancellation);
            if (!TryLiteral(line, out var text, out var octets))
            {
                return response.Append(line).ToString();
            }

            response.Append(text);
            if (body is not null && text.TrimEnd().EndsWith("BODY[]", StringComparison.OrdinalIgnoreCase))
            {
                await CopyAsync(octets, body, cancellation);
                continue;
            }

            if (octets > LineBytesMax)
            {
                throw new ImportFaultException($"{_place.Host} sent a name of {octets} octets.");
            }

            // As a quoted string, so that all strings are read in one way.
            var literal = new MemoryStream();
            await CopyAsync(octets, piece => literal.WriteAsync(piece, cancellation), cancellation);
            response.Append(ImapText.Quote(Encoding.UTF8.GetString(literal.GetBuffer(), 0, (int)literal.Length)));
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static bool TryLiteral(string line, out string text, out long octets)
    {
        (text, octets) = (line, 0);
        var brace = line.LastIndexOf('{');
        if (brace < 0 || !line.EndsWith('}') || !long.TryParse(line.AsSpan(brace + 1, line.Length - brace - 2).TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out octets))
        {
            return false;
        }

        text = line[..brace].TrimEnd('~');
        return true;
    }

    private async Task CopyAsync(long octets, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellation)
    {
        while (octets > 0)
        {
            if (_start == _end)
            {
                await FillAsync(cancellation);
            }

            var count = (int)Math.Min(octets, _end - _start);
            await sink(_buffer.AsMemory(_start, count));
            _start += count;
            octets -= count;
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var count = end < 0 ? _end - _start : end + 1;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, count));
            _start += count;
            if (end >= 0)
            {
                return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line.ToString().TrimEnd('\r', '\n')));
            }

            if (line.Length > LineBytesMax)
            {
                throw new ImportFaultException($"{_place.Host} sent a line without an end.");
            }

            await FillAsync(cancellation);
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellation));
        if (SocketThread.IsHere)
        {
            await Task.Yield();
        }

        if (_end == 0)
        {
            throw new ImportFaultException($"{_place.Host} closed the connection: run the import again to go on.");
        }
    }
}
