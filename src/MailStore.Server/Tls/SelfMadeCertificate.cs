using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailStore.Server.Tls;

/// <summary>For trying out TLS on this machine: a certificate for localhost that nobody vouches for, kept beside the store so that it stays the same.</summary>
internal static class SelfMadeCertificate
{
    private const int Years = 10;

    /// <summary>Makes it in the folder unless it is there and holds today: a clock that was wrong when it was made is no reason to serve nobody.</summary>
    /// <returns>The file, and that of its key.</returns>
    public static (string Certificate, string Key) Ensure(string folder, TimeProvider clock)
    {
        var (certificate, key) = (Path.Combine(folder, "localhost.pem"), Path.Combine(folder, "localhost-key.pem"));
        var now = clock.GetUtcNow();
        if (!File.Exists(certificate) || !File.Exists(key) || !IsCurrent(certificate, now.UtcDateTime))
        {
            Directory.CreateDirectory(folder);
            Make(certificate, key, now);
        }

        return (certificate, key);
    }

    private static bool IsCurrent(string certificate, DateTime now)
    {
        using var made = X509CertificateLoader.LoadCertificateFromFile(certificate);
        return now >= made.NotBefore.ToUniversalTime() && now <= made.NotAfter.ToUniversalTime();
    }

    private static void Make(string certificate, string key, DateTimeOffset now)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        using (var file = new FileStream(key, Private()))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(pair.ExportPkcs8PrivateKeyPem());
        }

        File.WriteAllText(certificate, made.ExportCertificatePem());
    }

    /// <summary>Nobody else may read the key, at no moment.</summary>
    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
