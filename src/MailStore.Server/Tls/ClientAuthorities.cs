using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailStore.Server.Tls;

/// <summary>Who may vouch for clients that come with a certificate.</summary>
internal sealed class ClientAuthorities(X509Certificate2Collection roots)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static ClientAuthorities Read(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (CryptographicException fault)
        {
            throw new IOException($"{path} holds no certificate in PEM: {fault.Message}", fault);
        }

        return roots.Count > 0 ? new(roots) : throw new IOException($"{path} holds no certificate.");
    }

    public bool Trusts(X509Certificate certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        return certificate is X509Certificate2 whole && chain.Build(whole);
    }
}
