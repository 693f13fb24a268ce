using System.Net.Security;

namespace MailStore.Server.Tls;

/// <summary>The certificates of all listeners. A client says which name it came for; who says none, or an unknown one, gets the first.</summary>
internal sealed class CertificateSet(IReadOnlyList<CertificateFile> files)
{
    /// <summary>Who vouches for clients' certificates; null: no client is asked for one.</summary>
    public ClientAuthorities? Authorities { get; init; }

    public SslStreamCertificateContext For(string serverName)
    {
        foreach (var file in files)
        {
            if (serverName.Length > 0 && file.IsFor(serverName))
            {
                return file.Context;
            }
        }

        return files[0].Context;
    }
}
