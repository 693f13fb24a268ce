using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailStore.Server.Tests.Hosting;

/// <summary>Logins that TLS has a part in.</summary>
public sealed class TlsLoginTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailstore-" + Guid.NewGuid().ToString("n"));

    [Fact]
    public async Task A_login_is_bound_to_the_certificate_of_the_server()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync();
        Assert.Contains(" AUTH=SCRAM-SHA-256-PLUS ", await client.ReadAsync(), StringComparison.Ordinal);

        // RFC 5929 §4.1; the self-made certificate is signed with SHA-256.
        var hash = SHA256.HashData(client.ServerCertificate.RawData);
        Assert.StartsWith("a OK", await LogInAsync(client, hash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_somebody_passes_on_from_another_server_is_refused()
    {
        await using var server = await StartAsync();
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync();
        await client.ReadAsync();
        Assert.StartsWith("a NO", await LogInAsync(client, new byte[32]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_with_a_certificate_needs_no_password()
    {
        Directory.CreateDirectory(_folder);
        using var authority = TestCertificate.Authority("Test");
        var path = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(path, authority.ExportCertificatePem());
        await using var server = await StartAsync("--client-ca", path);
        using var own = TestCertificate.ForClient(authority, "anna");
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await client.StartTlsAsync(Options(own));
        Assert.Contains(" AUTH=EXTERNAL", await client.ReadAsync(), StringComparison.Ordinal);
        await client.SendAsync("a AUTHENTICATE EXTERNAL =\r\n");
        Assert.StartsWith("a OK", await client.ReadAsync());

        // Without one it works as before.
        using var other = await TlsSocket.OpenAsync(server.At("IMAPS"));
        await other.StartTlsAsync();
        Assert.DoesNotContain("EXTERNAL", await other.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_no_login()
    {
        Directory.CreateDirectory(_folder);
        using var authority = TestCertificate.Authority("Test");
        using var stranger = TestCertificate.Authority("Test");
        var path = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(path, authority.ExportCertificatePem());
        await using var server = await StartAsync("--client-ca", path);
        using var own = TestCertificate.ForClient(stranger, "anna");
        using var client = await TlsSocket.OpenAsync(server.At("IMAPS"));

        // TLS 1.3: the client hears of it with its first read.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await client.StartTlsAsync(Options(own));
            Assert.Equal("no greeting", await client.ReadAsync() ?? throw new IOException("The server has closed."));
        });
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static SslClientAuthenticationOptions Options(X509Certificate2 own) => new()
    {
        TargetHost = "localhost",
        ClientCertificates = [own],
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
    };

    /// <summary>RFC 5802 §3, as a client does it.</summary>
    private static async Task<string> LogInAsync(TlsSocket client, byte[] binding)
    {
        const string Header = "p=tls-server-end-point,,", Bare = "n=anna,r=clientnonce";
        await client.SendAsync($"a AUTHENTICATE SCRAM-SHA-256-PLUS {Convert.ToBase64String(Encoding.ASCII.GetBytes(Header + Bare))}\r\n");
        var challenge = Encoding.ASCII.GetString(Convert.FromBase64String((await client.ReadAsync())![2..]));
        var parts = challenge.Split(',').Select(part => part[2..]).ToArray();
        var without = $"c={Convert.ToBase64String([.. Encoding.ASCII.GetBytes(Header), .. binding])},r={parts[0]}";
        var salted = Rfc2898DeriveBytes.Pbkdf2("secret", Convert.FromBase64String(parts[1]), int.Parse(parts[2]), HashAlgorithmName.SHA256, 32);
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.ASCII.GetBytes($"{Bare},{challenge},{without}"));
        var proof = key.Zip(signature, (one, other) => (byte)(one ^ other)).ToArray();
        await client.SendAsync(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{without},p={Convert.ToBase64String(proof)}")) + "\r\n");
        var answer = await client.ReadAsync();
        if (answer is not ['+', ..])
        {
            return answer!;
        }

        await client.SendAsync("\r\n");
        return (await client.ReadAsync())!;
    }

    private Task<RunningServer> StartAsync(params string[] more) =>
        RunningServer.StartAsync(Path.Combine(_folder, "data"), ["--imaps", "127.0.0.1:0", "--user", "anna:secret", .. more]);
}
