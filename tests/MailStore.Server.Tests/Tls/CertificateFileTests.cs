using MailStore.Server.Tests.Hosting;
using MailStore.Server.Tls;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Tls;

public sealed class CertificateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-").FullName;
    private readonly ManualClock _clock = new();
    private readonly List<string> _reports = [];

    [Fact]
    public void A_renewed_certificate_is_read_again()
    {
        var (certificate, key) = Write(day: 1);
        var file = CertificateFile.Open(certificate, key, _clock, _reports.Add);
        var first = Thumbprint(file);
        Write(day: 2);

        // Not within the second: a look at the files for each handshake would be too much.
        Assert.Equal(first, Thumbprint(file));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotEqual(first, Thumbprint(file));
        Assert.Empty(_reports);
    }

    [Fact]
    public void Half_of_a_renewal_leaves_the_old_one_in_force()
    {
        var (certificate, key) = Write(day: 1);
        var file = CertificateFile.Open(certificate, key, _clock, _reports.Add);
        var first = Thumbprint(file);
        var other = TestCertificate.Write(Path.Combine(_folder, "other"), "a.example.org");
        File.Copy(other.Certificate, certificate, overwrite: true);
        File.SetLastWriteTimeUtc(certificate, Day(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(first, Thumbprint(file));
        Assert.Contains(certificate, Assert.Single(_reports), StringComparison.Ordinal);

        // The key follows, and both are taken.
        File.Copy(other.Key, key, overwrite: true);
        File.SetLastWriteTimeUtc(key, Day(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotEqual(first, Thumbprint(file));
    }

    [Fact]
    public void Files_that_are_gone_leave_the_old_one_in_force()
    {
        var (certificate, key) = Write(day: 1);
        var file = CertificateFile.Open(certificate, key, _clock, _reports.Add);
        var first = Thumbprint(file);
        File.Delete(certificate);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(first, Thumbprint(file));
        Assert.Single(_reports);
    }

    [Theory]
    [InlineData("a.example.org", true)]
    [InlineData("A.Example.ORG", true)]
    [InlineData("b.example.org", false)]
    [InlineData("example.org", false)]
    public void A_certificate_is_for_the_names_that_it_holds(string name, bool isFor)
    {
        var (certificate, key) = Write(day: 1);
        Assert.Equal(isFor, CertificateFile.Open(certificate, key, _clock, _reports.Add).IsFor(name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Thumbprint(CertificateFile file) => file.Context.TargetCertificate.Thumbprint;

    private static DateTime Day(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);

    private (string Certificate, string Key) Write(int day)
    {
        var files = TestCertificate.Write(_folder, "a.example.org");
        File.SetLastWriteTimeUtc(files.Certificate, Day(day));
        File.SetLastWriteTimeUtc(files.Key, Day(day));
        return files;
    }
}
