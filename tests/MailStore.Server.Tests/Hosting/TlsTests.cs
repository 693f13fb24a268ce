using System.Net.Security;
using System.Security.Authentication;

namespace MailStore.Server.Tests.Hosting;

public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailstore-" + Guid.NewGuid().ToString("n"));

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task A_client_turns_to_TLS_and_logs_in()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.Imap);
        Assert.Contains(" STARTTLS ", await client.ReadAsync(), StringComparison.Ordinal);
        await client.SendAsync("a1 STARTTLS\r\n");
        Assert.StartsWith("a1 OK", await client.ReadAsync());
        await client.StartTlsAsync(alpn: "imap");
        Assert.Equal("imap", client.Tls!.NegotiatedApplicationProtocol.ToString());
        await client.SendAsync("a2 CAPABILITY\r\n");
        Assert.DoesNotContain("STARTTLS", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.StartsWith("a2 OK", await client.ReadAsync());
        await client.SendAsync("a3 LOGIN anna secret\r\n");
        Assert.StartsWith("a3 OK", await client.ReadAsync());
    }

    [Fact]
    public async Task What_is_pipelined_behind_STARTTLS_never_runs()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.Imap);
        await client.ReadAsync();
        await client.SendAsync("a1 STARTTLS\r\na2 LOGIN anna secret\r\na3 CREATE injected\r\n");
        Assert.StartsWith("a1 OK", await client.ReadAsync());
        await client.StartTlsAsync();
        await client.SendAsync("b1 NOOP\r\n");

        // Neither a2 nor a3 is answered, and nobody is logged in.
        Assert.StartsWith("b1 OK", await client.ReadAsync());
        await client.SendAsync("b2 SELECT INBOX\r\n");
        Assert.StartsWith("b2 BAD", await client.ReadAsync());
    }

    [Fact]
    public async Task TLS_may_begin_with_the_first_octet()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync();
        Assert.StartsWith("* OK", await client.ReadAsync());
        await client.SendAsync("a1 LOGIN anna secret\r\na2 LOGOUT\r\n");
        Assert.StartsWith("a1 OK", await client.ReadAsync());
        Assert.StartsWith("* BYE", await client.ReadAsync());
        Assert.StartsWith("a2 OK", await client.ReadAsync());

        // RFC 8446 §6.1: the end is said, and not just a lost line.
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_wants_another_protocol_gets_no_TLS()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await Assert.ThrowsAnyAsync<Exception>(() => client.StartTlsAsync(alpn: "http/1.1"));
        using var next = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await next.StartTlsAsync(alpn: "imap");
        Assert.StartsWith("* OK", await next.ReadAsync());
    }

    [Theory]
    [InlineData("a.example.org")]
    [InlineData("b.example.org")]
    public async Task The_certificate_is_the_one_of_the_name_that_was_asked_for(string host)
    {
        var (first, firstKey) = TestCertificate.Write(_folder, "a.example.org");
        var (second, secondKey) = TestCertificate.Write(_folder, "b.example.org");
        await using var server = await StartAsync("--certificate", first, "--key", firstKey, "--certificate", second, "--key", secondKey);
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync(host);
        Assert.Equal("CN=" + host, client.ServerCertificate.Subject);
        using var other = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await other.StartTlsAsync("elsewhere.example.org");
        Assert.Equal("CN=a.example.org", other.ServerCertificate.Subject);
    }

    [Fact]
    public async Task The_self_made_certificate_stays_the_same_and_its_key_is_nobody_elses()
    {
        string? thumbprint;
        await using (var server = await StartAsync())
        {
            thumbprint = await ThumbprintAsync(server);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Data, "tls", "localhost-key.pem")));
        }

        await using var again = await StartAsync();
        Assert.Equal(thumbprint, await ThumbprintAsync(again));
    }

    [Fact]
    public async Task Old_versions_of_TLS_are_refused()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
#pragma warning disable SYSLIB0039, CA5397 // They are what is tried here.
        await Assert.ThrowsAnyAsync<Exception>(() => client.StartTlsAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = SslProtocols.Tls11,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        }));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public async Task A_certificate_that_is_none_is_one_sentence()
    {
        var (certificate, key) = TestCertificate.Write(_folder, "a.example.org");
        await File.WriteAllTextAsync(key, "nothing");
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync("--certificate", certificate, "--key", key));
        Assert.Contains(certificate, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<string> ThumbprintAsync(RunningServer server)
    {
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync();
        return client.ServerCertificate.Thumbprint;
    }

    private Task<RunningServer> StartAsync(params string[] more) =>
        RunningServer.StartAsync(Data, ["--imaps", "127.0.0.1:0", "--user", "anna:secret", .. more]);
}
