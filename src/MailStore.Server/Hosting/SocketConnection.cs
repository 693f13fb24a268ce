using System.IO.Pipelines;
using System.Net;
using MailStore.Abstractions.Connections;
using MailStore.Server.Tls;
using MailStore.Server.Watching;
using Microsoft.AspNetCore.Connections;

namespace MailStore.Server.Hosting;

/// <summary>A socket as Kestrel hands it over, with TLS on it or without.</summary>
/// <param name="certificates">Null where there is no TLS at all.</param>
internal sealed class SocketConnection(ConnectionContext socket, ListenerKind kind, CertificateSet? certificates, WatchedSession watched) : IClientConnection, IAsyncDisposable
{
    /// <summary>A handshake that takes longer is an attack or a dead line.</summary>
    private static readonly TimeSpan s_handshakeTime = TimeSpan.FromSeconds(30);

    private TlsTransport? _tls;

    public IDuplexPipe Transport => _tls ?? socket.Transport;

    public required IPEndPoint? Peer { get; init; }

    /// <summary>There was TLS as far as a balancer that is believed.</summary>
    public bool IsTlsBefore { get; init; }

    public CancellationToken Closed => socket.ConnectionClosed;

    public ISessionWatch? Watch => watched;

    public IPEndPoint? Local => socket.LocalEndPoint as IPEndPoint;

    public string Service => kind.Alpn;

    /// <summary>What does not leave this machine cannot be overheard.</summary>
    public bool IsPrivate => _tls is not null || IsTlsBefore || (Peer is { Address: var peer } && IPAddress.IsLoopback(peer));

    public TlsSession? Tls => _tls?.Session;

    public bool CanStartTls => certificates is not null && _tls is null;

    public async ValueTask<IDuplexPipe> StartTlsAsync(CancellationToken cancellation)
    {
        if (certificates is null || _tls is not null)
        {
            throw new InvalidOperationException("TLS cannot begin here.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation, socket.ConnectionClosed);
        patience.CancelAfter(s_handshakeTime);
        _tls = await TlsTransport.AcceptAsync(socket.Transport, certificates, kind.Alpn, patience.Token);
        watched.Tls = _tls.Session;
        return _tls;
    }

    public ValueTask DisposeAsync() => _tls is null ? ValueTask.CompletedTask : _tls.DisposeAsync();
}
