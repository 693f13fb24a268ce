using System.IO.Pipelines;
using System.Net;

namespace MailStore.Abstractions.Connections;

/// <summary>One client, as a listener hands it to a front end: its octets, where it is, and the way to TLS. A front end knows nothing of sockets.</summary>
public interface IClientConnection
{
    /// <summary>Octets as the protocol sees them. Another pipe after <see cref="StartTlsAsync"/>.</summary>
    IDuplexPipe Transport { get; }

    /// <summary>Where the client is, or says to be through a proxy that is believed; null where there is no network.</summary>
    IPEndPoint? Peer { get; }

    IPEndPoint? Local { get; }

    /// <summary>The protocol that is spoken, in small letters: <c>imap</c>, <c>pop3</c>, <c>smtp</c>, <c>submission</c>, <c>lmtp</c>. Empty where nobody says.</summary>
    string Service => "";

    /// <summary>Nobody on the way can listen, so that passwords may be sent in the clear: TLS, or a peer on this machine.</summary>
    bool IsPrivate { get; }

    /// <summary>What TLS has agreed on; null while the connection is plain.</summary>
    TlsSession? Tls { get; }

    /// <summary>There is a certificate, and TLS has not begun.</summary>
    bool CanStartTls { get; }

    /// <summary>Cancelled when the client is gone, or says that it will say no more, though nobody reads from it just then.</summary>
    CancellationToken Closed => CancellationToken.None;

    /// <summary>Null: nobody looks on.</summary>
    ISessionWatch? Watch => null;

    /// <summary>
    /// The handshake, after the client was told to begin it. What the client had sent before it and nobody has read is thrown
    /// away with the old pipe: it came from whoever sat in between (RFC 3207 §6).
    /// </summary>
    /// <exception cref="IOException">The handshake failed. Nothing can be said any more.</exception>
    ValueTask<IDuplexPipe> StartTlsAsync(CancellationToken cancellation);
}
