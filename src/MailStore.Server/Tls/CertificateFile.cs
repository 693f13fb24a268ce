using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailStore.Server.Tls;

/// <summary>A certificate in PEM, with those that lead to its root behind it, and its key. Read again when a file differs, as after a renewal.</summary>
internal sealed class CertificateFile
{
    private readonly string _certificate;
    private readonly string _key;
    private readonly Action<string> _report;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private volatile Loaded _loaded;
    private long _lookedAt;

    private CertificateFile(string certificate, string key, TimeProvider clock, Action<string> report)
    {
        (_certificate, _key, _clock, _report) = (certificate, key, clock, report);
        _loaded = Load(Stamp());
        _lookedAt = clock.GetTimestamp();
    }

    /// <summary>As it is now.</summary>
    public SslStreamCertificateContext Context
    {
        get
        {
            Refresh();
            return _loaded.Context;
        }
    }

    /// <exception cref="IOException">The message says which file, and what is wrong with it.</exception>
    public static CertificateFile Open(string certificate, string key, TimeProvider clock, Action<string> report) => new(certificate, key, clock, report);

    /// <exception cref="IOException">It is not valid today: clients would refuse it.</exception>
    public void RequireCurrent()
    {
        var leaf = _loaded.Leaf;
        var now = _clock.GetUtcNow().UtcDateTime;
        if (now > leaf.NotAfter.ToUniversalTime())
        {
            throw new IOException($"The certificate {_certificate} expired on {Day(leaf.NotAfter)}: renew it. The server need not be stopped for that.");
        }

        if (now < leaf.NotBefore.ToUniversalTime())
        {
            throw new IOException($"The certificate {_certificate} is valid only from {Day(leaf.NotBefore)} on: look at the clock of this machine, or take another one.");
        }
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>RFC 6125 §6.4: a wildcard stands for one label, the first.</summary>
    public bool IsFor(string serverName) => _loaded.Leaf.MatchesHostname(serverName);

    private void Refresh()
    {
        // Once a second is soon enough, and nothing beside a handshake. Whoever comes while another looks takes what is there.
        if (_clock.GetElapsedTime(Interlocked.Read(ref _lookedAt)) < TimeSpan.FromSeconds(1) || !_gate.TryEnter())
        {
            return;
        }

        try
        {
            Interlocked.Exchange(ref _lookedAt, _clock.GetTimestamp());
            var stamp = Stamp();
            if (stamp != _loaded.Stamp)
            {
                _loaded = Load(stamp);
            }
        }
        catch (IOException fault)
        {
            // Half of a renewal: the old one goes on until both files fit together.
            _report($"The certificate stays as it was: {fault.Message}");
        }
        finally
        {
            _gate.Exit();
        }
    }

    private (DateTime Certificate, DateTime Key) Stamp() => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private Loaded Load((DateTime Certificate, DateTime Key) stamp)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(_certificate, _key);
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(_certificate);
            var above = new X509Certificate2Collection(all.Skip(1).ToArray());
            return new(leaf, SslStreamCertificateContext.Create(leaf, above, offline: true), stamp);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"{_certificate} with {_key}: {fault.Message}", fault);
        }
    }

    private sealed record Loaded(X509Certificate2 Leaf, SslStreamCertificateContext Context, (DateTime Certificate, DateTime Key) Stamp);
}
