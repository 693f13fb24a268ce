using System.Globalization;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailStore.Wire.Threading;

namespace MailStore.Server.Relaying;

/// <summary>The client's end of an SMTP connection: a line goes out, a reply comes back.</summary>
internal sealed class SmtpWire : IAsyncDisposable
{
    /// <summary>RFC 5321 §4.5.3.1.5 has lines of 512 octets; who sends more than this is no server of mail.</summary>
    private const int LinesMax = 200;

    private readonly TcpClient _socket = new() { NoDelay = true };
    private Stream _stream = Stream.Null;
    private StreamReader _reader = StreamReader.Null;

    public async Task ConnectAsync(SmarthostPlace place, CancellationToken cancellation)
    {
        await _socket.ConnectAsync(place.Host, place.Port, cancellation);
        Use(_socket.GetStream());
        if (place.IsTls)
        {
            await StartTlsAsync(place, mustVerify: true, cancellation);
        }
    }

    /// <param name="mustVerify">A password will be said. Otherwise TLS with whoever it is beats none.</param>
    public async Task StartTlsAsync(SmarthostPlace place, bool mustVerify, CancellationToken cancellation)
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = place.Host,
                RemoteCertificateValidationCallback = (_, _, _, errors) => !mustVerify || errors == SslPolicyErrors.None,
            },
            cancellation);
        Use(tls);
    }

    /// <summary>What is written here leaves with <see cref="FlushAsync"/>.</summary>
    public PipeWriter Output { get; private set; } = PipeWriter.Create(Stream.Null);

    public async Task FlushAsync(CancellationToken cancellation)
    {
        await Output.FlushAsync(cancellation);
        if (SocketThread.IsHere)
        {
            await Task.Yield();
        }
    }

    public async Task<SmtpAnswer> AskAsync(string command, CancellationToken cancellation)
    {
        Encoding.UTF8.GetBytes(command + "\r\n", Output);
        await FlushAsync(cancellation);
        return await ReadAsync(cancellation);
    }

    /// <exception cref="IOException">That is no SMTP, or the end.</exception>
    public async Task<SmtpAnswer> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < LinesMax)
        {
            var line = await _reader.ReadLineAsync(cancellation) ?? throw new IOException("The next server has closed the connection.");
            if (SocketThread.IsHere)
            {
                await Task.Yield();
            }

            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                break;
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new(code, lines);
            }
        }

        throw new IOException("The next server does not speak SMTP.");
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private void Use(Stream stream)
    {
        _stream = stream;
        Output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        _reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1024, leaveOpen: true);
    }
}
