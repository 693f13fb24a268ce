using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailStore.Server.Tests.Hosting;

/// <summary>A client that is a socket, and TLS on it from where it likes.</summary>
internal sealed class TlsSocket : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new() { NoDelay = true };
    private Stream _stream = Stream.Null;

    public SslStream? Tls { get; private set; }

    public X509Certificate2 ServerCertificate => (X509Certificate2)Tls!.RemoteCertificate!;

    public static async Task<TlsSocket> OpenAsync(IPEndPoint place)
    {
        var socket = new TlsSocket();
        await socket._client.ConnectAsync(place);
        socket._stream = socket._client.GetStream();
        return socket;
    }

    public Task StartTlsAsync(string host = "localhost", string? alpn = null) => StartTlsAsync(new SslClientAuthenticationOptions
    {
        TargetHost = host,
        ApplicationProtocols = alpn is null ? null : [new(alpn)],
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
    });

    public async Task StartTlsAsync(SslClientAuthenticationOptions options)
    {
        Tls = new SslStream(_stream);
        await Tls.AuthenticateAsClientAsync(options).WaitAsync(s_patience);
        _stream = Tls;
    }

    public async Task SendAsync(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        await _stream.FlushAsync();
    }

    /// <summary>Octet by octet: nothing behind the line is read, since it may be TLS's.</summary>
    public async Task<string?> ReadAsync()
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (await _stream.ReadAsync(octet).AsTask().WaitAsync(s_patience) > 0)
        {
            if (octet[0] == (byte)'\n')
            {
                return line.ToString(0, line.Length - 1);
            }

            line.Append((char)octet[0]);
        }

        return line.Length == 0 ? null : throw new InvalidDataException($"The server left off in the middle: {line}");
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
