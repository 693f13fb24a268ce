namespace MailStore.Abstractions.Connections;

/// <summary>What TLS has agreed on, as far as a front end has use for it.</summary>
/// <param name="Protocol">As trace headers say it: TLS1.3.</param>
/// <param name="Cipher">The suite's registered name.</param>
public sealed record TlsSession(string Protocol, string Cipher)
{
    /// <summary>RFC 5929 §4: tls-server-end-point, the hash of the server's certificate. Empty if there is none.</summary>
    public ReadOnlyMemory<byte> ServerEndPoint { get; init; }

    /// <summary>RFC 9266: tls-exporter. Empty where the platform does not give it.</summary>
    public ReadOnlyMemory<byte> Exporter { get; init; }

    /// <summary>The names in the client's certificate that the listener has verified, for SASL EXTERNAL. Empty if there is none.</summary>
    public IReadOnlyList<string> ClientNames { get; init; } = [];
}
