using System.IO.Pipelines;
using System.Net;
using MailStore.Abstractions.Connections;

namespace MailStore.Testing.Connections;

/// <summary>
/// A connection without a socket, both ends of it. TLS is a second pair of pipes: each end goes over to it by itself, and what lies
/// in the first pair is lost, as with a real one.
/// </summary>
public sealed class MemoryConnection(PipeOptions? replies = null, PipeOptions? requests = null) : IClientConnection
{
    private static readonly TlsSession s_facts = new("TLS1.3", "TLS_AES_256_GCM_SHA384") { ServerEndPoint = new byte[32] };

    private readonly PipePair _plain = new(replies, requests);
    private readonly PipePair _secret = new(replies, requests);
    // Without a timer, so there is nothing to dispose.
    private readonly CancellationTokenSource _closed = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken.None);
    private bool _isServerSecret;
    private bool _isClientSecret;

    public IDuplexPipe Transport => _isServerSecret ? _secret.Server : _plain.Server;

    /// <summary>What a client reads from and writes to.</summary>
    public IDuplexPipe Client => _isClientSecret ? _secret.Client : _plain.Client;

    public IPEndPoint? Peer { get; init; } = new(IPAddress.Parse("192.0.2.1"), 40000);

    public IPEndPoint? Local { get; init; } = new(IPAddress.Parse("192.0.2.2"), 143);

    public ISessionWatch? Watch { get; init; }

    public CancellationToken Closed => _closed.Token;

    /// <summary>True once there is TLS, whatever was set.</summary>
    public bool IsPrivate { get => field || _isServerSecret; init; }

    /// <summary>What TLS says once it has begun.</summary>
    public TlsSession Agreed { get; init; } = s_facts;

    /// <summary>TLS from the first octet on.</summary>
    public bool IsTlsFromStart
    {
        init
        {
            _isServerSecret = value;
            _isClientSecret = value;
        }
    }

    public TlsSession? Tls => _isServerSecret ? Agreed : null;

    /// <summary>There is a certificate.</summary>
    public bool HasCertificate { get; init; }

    /// <summary>The handshake does not come about.</summary>
    public bool FailsHandshake { get; init; }

    public bool CanStartTls => HasCertificate && !_isServerSecret;

    public ValueTask<IDuplexPipe> StartTlsAsync(CancellationToken cancellation)
    {
        if (!CanStartTls)
        {
            throw new InvalidOperationException("TLS cannot begin here.");
        }

        if (FailsHandshake)
        {
            throw new IOException("The handshake failed.");
        }

        _isServerSecret = true;
        return new(_secret.Server);
    }

    /// <summary>The client's part of the handshake.</summary>
    public void StartClientTls() => _isClientSecret = true;

    /// <summary>The server is done with it: the client reads to the end of what was said.</summary>
    public async ValueTask EndServerAsync()
    {
        foreach (var pair in new[] { _plain, _secret })
        {
            await pair.Server.Output.CompleteAsync();
            await pair.Server.Input.CompleteAsync();
        }
    }

    /// <summary>The client will say no more.</summary>
    public void EndRequests()
    {
        Client.Output.Complete();
        _closed.Cancel();
    }

    /// <summary>The client is gone.</summary>
    public async ValueTask EndClientAsync()
    {
        await _closed.CancelAsync();
        foreach (var pair in new[] { _plain, _secret })
        {
            await pair.Client.Output.CompleteAsync();
            await pair.Client.Input.CompleteAsync();
        }
    }
}
