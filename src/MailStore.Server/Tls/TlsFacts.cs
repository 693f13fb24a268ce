using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailStore.Abstractions.Connections;

namespace MailStore.Server.Tls;

/// <summary>What a finished handshake says to front ends.</summary>
internal static class TlsFacts
{
    private const string Md5WithRsa = "1.2.840.113549.1.1.4";
    private const string Sha1WithRsa = "1.2.840.113549.1.1.5";
    private const string Sha1WithEcdsa = "1.2.840.10045.4.1";
    private const string Sha384WithRsa = "1.2.840.113549.1.1.12";
    private const string Sha384WithEcdsa = "1.2.840.10045.4.3.3";
    private const string Sha512WithRsa = "1.2.840.113549.1.1.13";
    private const string Sha512WithEcdsa = "1.2.840.10045.4.3.4";

    public static TlsSession Of(SslStream stream) => new(NameOf(stream.SslProtocol), stream.NegotiatedCipherSuite.ToString())
    {
        ServerEndPoint = stream.LocalCertificate is X509Certificate2 own ? EndPointOf(own) : default,
        ClientNames = stream.RemoteCertificate is X509Certificate2 client ? NamesOf(client) : [],
    };

    /// <summary>RFC 5929 §4.1: the certificate's own hash, but SHA-256 where that is too weak.</summary>
    public static byte[] EndPointOf(X509Certificate2 certificate)
    {
        var algorithm = certificate.SignatureAlgorithm.Value switch
        {
            Md5WithRsa or Sha1WithRsa or Sha1WithEcdsa => HashAlgorithmName.SHA256,
            Sha384WithRsa or Sha384WithEcdsa => HashAlgorithmName.SHA384,
            Sha512WithRsa or Sha512WithEcdsa => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        return CryptographicOperations.HashData(algorithm, certificate.RawDataMemory.Span);
    }

    /// <summary>The address it was made for, and the name of its subject.</summary>
    private static List<string> NamesOf(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var kind in new[] { X509NameType.EmailName, X509NameType.SimpleName })
        {
            if (certificate.GetNameInfo(kind, forIssuer: false) is { Length: > 0 } name && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS1.2",
        SslProtocols.Tls13 => "TLS1.3",
        _ => protocol.ToString(),
    };
}
