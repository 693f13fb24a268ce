using System.Text;
using MailStore.Abstractions.Connections;

namespace MailStore.Abstractions.Sasl;

/// <summary>RFC 5056: what ties a login to the TLS connection that it came by, so that nobody in between can pass it on.</summary>
internal static class ScramBinding
{
    public static bool IsThere(IClientConnection connection) => connection.Tls is { } tls && (!tls.Exporter.IsEmpty || !tls.ServerEndPoint.IsEmpty);

    /// <summary>Empty if there is no binding of that name here.</summary>
    public static ReadOnlyMemory<byte> Find(IClientConnection connection, ReadOnlySpan<byte> name)
    {
        // RFC 9266 §2
        if (Ascii.EqualsIgnoreCase(name, "tls-exporter"u8))
        {
            return connection.Tls?.Exporter ?? default;
        }

        // RFC 5929 §4
        return Ascii.EqualsIgnoreCase(name, "tls-server-end-point"u8) ? connection.Tls?.ServerEndPoint ?? default : default;
    }
}
