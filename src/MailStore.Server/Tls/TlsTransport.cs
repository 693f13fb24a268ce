using System.ComponentModel;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailStore.Abstractions.Connections;

namespace MailStore.Server.Tls;

/// <summary>The server's end of a TLS connection, as pipes.</summary>
internal sealed class TlsTransport : IDuplexPipe, IAsyncDisposable
{
    // An idle session waits with an empty read, so that neither TLS nor the pipe holds a buffer meanwhile.
    private static readonly StreamPipeReaderOptions s_reading = new(leaveOpen: true, useZeroByteReads: true);
    private static readonly StreamPipeWriterOptions s_writing = new(leaveOpen: true);

    /// <summary>How long a client that is told goodbye is waited for.</summary>
    private static readonly TimeSpan s_closeTime = TimeSpan.FromSeconds(5);

    private readonly SslStream _stream;

    private TlsTransport(SslStream stream)
    {
        _stream = stream;
        Input = PipeReader.Create(stream, s_reading);
        Output = PipeWriter.Create(stream, s_writing);
        Session = TlsFacts.Of(stream);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public TlsSession Session { get; }

    /// <exception cref="IOException">The handshake failed.</exception>
    public static async Task<TlsTransport> AcceptAsync(IDuplexPipe transport, CertificateSet certificates, string alpn, CancellationToken cancellation)
    {
        var octets = new DuplexStream(transport);
        var stream = new SslStream(octets, leaveInnerStreamOpen: false);
        var isDone = false;
        try
        {
            await stream.AuthenticateAsServerAsync((_, hello, _, _) => new(OptionsOf(certificates, hello.ServerName, alpn)), state: null, cancellation);
            octets.IsInHandshake = false;
            var secret = new TlsTransport(stream);
            isDone = true;
            return secret;
        }
        catch (Exception failed) when (failed is AuthenticationException or Win32Exception or InvalidOperationException or NotSupportedException)
        {
            throw new IOException("The TLS handshake failed.", failed);
        }
        finally
        {
            if (!isDone)
            {
                await stream.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(s_closeTime);
            await Output.FlushAsync(patience.Token);

            // RFC 8446 §6.1: says that nothing was cut off.
            await _stream.ShutdownAsync().WaitAsync(patience.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException or Win32Exception)
        {
            // Whoever is gone hears no goodbye.
            _ = gone;
        }

        // With a fault, or what was not flushed would be waited for without an end.
        await Output.CompleteAsync(new OperationCanceledException());
        await Input.CompleteAsync();
        await _stream.DisposeAsync();
    }

    private static SslServerAuthenticationOptions OptionsOf(CertificateSet certificates, string serverName, string alpn) => new()
    {
        ServerCertificateContext = certificates.For(serverName),

        // RFC 8996: older ones are not to be used any more.
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [new(alpn)],
        AllowRenegotiation = false,
        ClientCertificateRequired = certificates.Authorities is not null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is null || certificates.Authorities?.Trusts(certificate) == true,
    };
}
