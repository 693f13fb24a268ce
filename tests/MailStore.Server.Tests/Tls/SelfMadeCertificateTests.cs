using MailStore.Server.Tls;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Tls;

public sealed class SelfMadeCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-").FullName;
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(365 * 9, true)]
    [InlineData(365 * 11, false)]
    [InlineData(-365, false)]
    public void It_stays_the_same_as_long_as_it_holds(int days, bool stays)
    {
        var before = Read();
        _clock.Jump(TimeSpan.FromDays(days));
        Assert.Equal(stays, before == Read());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Read()
    {
        var (certificate, key) = SelfMadeCertificate.Ensure(_folder, _clock);
        CertificateFile.Open(certificate, key, _clock, _ => { }).RequireCurrent();
        return File.ReadAllText(certificate) + File.ReadAllText(key);
    }
}
