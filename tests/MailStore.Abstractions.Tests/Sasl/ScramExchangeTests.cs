using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Testing.Connections;

namespace MailStore.Abstractions.Tests.Sasl;

public sealed class ScramExchangeTests
{
    private readonly SaslServer _server = new(new KeptUsers().With("user", "pencil").With("a,b=c", "x"));

    private static IClientConnection Tls { get; } = new MemoryConnection
    {
        IsTlsFromStart = true,
        Agreed = new TlsSession("TLS1.3", "x") { ServerEndPoint = "end point"u8.ToArray(), Exporter = "exporter"u8.ToArray() },
    };

    // RFC 5802 §5
    [Fact]
    public async Task The_example_of_SHA1()
    {
        var server = new SaslServer(new KeptUsers().With("user", "pencil")) { NewNonce = () => "3rfcNHYJY1ZVvWVs7j" };
        var scram = Exchange.Of(server, "SCRAM-SHA-1");
        Assert.Equal("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096", await scram.BeginAskedAsync("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL"));
        Assert.Equal(
            "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
            await scram.StepAskedAsync("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="));
        Assert.Equal(SaslStep.Done(SignIn.As(AccountName.Create("user"))), await scram.StepAsync(""));
    }

    // RFC 7677 §3
    [Fact]
    public async Task The_example_of_SHA256()
    {
        var server = new SaslServer(new KeptUsers().With("user", "pencil", "W22ZaJ0SNY7soEsUEjb6gQ==")) { NewNonce = () => "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0" };
        var scram = Exchange.Of(server, "SCRAM-SHA-256");
        Assert.Equal(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            await scram.BeginAskedAsync("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"));
        Assert.Equal(
            "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
            await scram.StepAskedAsync("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
        Assert.Equal(SaslStep.Done(SignIn.As(AccountName.Create("user"))), await scram.StepAsync(""));
    }

    [Theory]
    [InlineData("SCRAM-SHA-1", "n,,")]
    [InlineData("SCRAM-SHA-256", "n,,")]
    [InlineData("SCRAM-SHA-256", "n,a=user,")]
    [InlineData("SCRAM-SHA-1-PLUS", "p=tls-exporter,,")]
    [InlineData("SCRAM-SHA-256-PLUS", "p=tls-exporter,,")]
    [InlineData("SCRAM-SHA-256-PLUS", "p=tls-server-end-point,,")]
    public async Task A_client_that_knows_the_password_logs_in(string mechanism, string header) =>
        Assert.Equal(SaslStep.Done(SignIn.As(AccountName.Create("user"))), await LogInAsync(mechanism, header, Binding(header)));

    [Fact]
    public async Task A_name_may_hold_commas_and_equals_signs() =>
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync("SCRAM-SHA-256", "n,,", [], "a=2Cb=3Dc", "x")).SignIn.Outcome);

    [Fact]
    public async Task Nobody_acts_for_another() =>
        Assert.Equal(SignInOutcome.NotAuthorized, (await LogInAsync("SCRAM-SHA-256", "n,a=bert,", [])).SignIn.Outcome);

    [Theory]
    // The client believes that we have no -PLUS: somebody took it out of what we offered.
    [InlineData("SCRAM-SHA-256", "y,,", "")]
    [InlineData("SCRAM-SHA-1", "y,,", "")]
    [InlineData("SCRAM-SHA-256", "p=tls-exporter,,", "exporter")]
    [InlineData("SCRAM-SHA-256-PLUS", "n,,", "")]
    [InlineData("SCRAM-SHA-256-PLUS", "y,,", "")]
    [InlineData("SCRAM-SHA-256-PLUS", "p=tls-unique,,", "exporter")]
    public async Task A_flag_that_does_not_fit_is_refused_at_once(string mechanism, string header, string binding)
    {
        Assert.NotNull(binding);
        Assert.Equal(SaslStep.Refused, await Exchange.Of(_server, mechanism, Tls).BeginAsync(header + "n=user,r=abc"));
    }

    [Theory]
    [InlineData("p=tls-exporter,,", "end point")]
    [InlineData("p=tls-server-end-point,,", "another")]
    [InlineData("p=tls-exporter,,", "")]
    public async Task Another_binding_is_refused_though_the_proof_is_right(string header, string binding) =>
        Assert.Equal(SaslStep.Refused, await LogInAsync("SCRAM-SHA-256-PLUS", header, Encoding.ASCII.GetBytes(binding)));

    [Fact]
    public async Task Without_TLS_a_client_may_say_that_we_cannot_bind()
    {
        Assert.DoesNotContain("SCRAM-SHA-256-PLUS", _server.Offered(Exchange.Private));
        Assert.Equal(SaslStatus.Challenge, (await Exchange.Of(_server, "SCRAM-SHA-256").BeginAsync("y,,n=user,r=abc")).Status);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_led_through_all_steps_with_a_salt_that_stays()
    {
        var first = await Exchange.Of(_server, "SCRAM-SHA-256").BeginAskedAsync("n,,n=nobody,r=abc");
        Assert.Equal(Salt(first), Salt(await Exchange.Of(_server, "SCRAM-SHA-256").BeginAskedAsync("n,,n=nobody,r=def")));
        Assert.Equal(Salt(first), Salt(await Exchange.Of(_server, "SCRAM-SHA-256").BeginAskedAsync("n,,n=NoBody,r=def")));
        Assert.NotEqual(Salt(first), Salt(await Exchange.Of(_server, "SCRAM-SHA-256").BeginAskedAsync("n,,n=other,r=abc")));
        Assert.EndsWith(",i=4096", first, StringComparison.Ordinal);
        Assert.Equal(SaslStep.Refused, await LogInAsync("SCRAM-SHA-256", "n,,", [], "nobody"));
    }

    [Theory]
    [InlineData("user", "pencils")]
    [InlineData("later", "pencil")]
    public async Task A_wrong_password_is_refused(string name, string password)
    {
        var expected = name == "later" ? SignIn.Unavailable : SignIn.Refused;
        if (name == "later")
        {
            Assert.Equal(SaslStep.Done(expected), await Exchange.Of(_server, "SCRAM-SHA-1").BeginAsync("n,,n=later,r=abc"));
        }
        else
        {
            Assert.Equal(SaslStep.Done(expected), await LogInAsync("SCRAM-SHA-1", "n,,", [], name, password));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("n,")]
    [InlineData("n,,")]
    [InlineData("n,,n=user")]
    [InlineData("n,,n=,r=abc")]
    [InlineData("n,,n=user,r=")]
    [InlineData("n,,r=abc,n=user")]
    [InlineData("n,,m=x,n=user,r=abc")]
    [InlineData("n,,n=us=2Der,r=abc")]
    [InlineData("n,,n=us=,r=abc")]
    [InlineData("n,,n=user,r=a b")]
    [InlineData("n,b=user,n=user,r=abc")]
    [InlineData("x,,n=user,r=abc")]
    [InlineData("p=,,n=user,r=abc")]
    [InlineData("n,a=,n=user,r=abc")]
    public async Task A_first_message_that_is_none_is_malformed(string message) =>
        Assert.Equal(SaslStep.Malformed, await Exchange.Of(_server, "SCRAM-SHA-256").BeginAsync(message));

    [Theory]
    [InlineData("")]
    [InlineData("c=biws")]
    [InlineData("c=biws,p=AAAA")]
    [InlineData("r=abc,c=biws,p=AAAA")]
    [InlineData("c=b i w s,r=abc,p=AAAA")]
    [InlineData("c=biws,r=abc,p=A")]
    [InlineData("c=biws,r=abc")]
    public async Task A_last_message_that_is_none_is_malformed(string message)
    {
        var scram = Exchange.Of(_server, "SCRAM-SHA-256");
        await scram.BeginAskedAsync("n,,n=user,r=abc");
        Assert.Equal(SaslStep.Malformed, await scram.StepAsync(message));
    }

    [Fact]
    public async Task Another_nonce_is_refused_though_the_proof_is_right() =>
        Assert.Equal(SaslStep.Refused, await LogInAsync("SCRAM-SHA-256", "n,,", [], changesNonce: true));

    private static byte[] Binding(string header) => header.Contains("exporter", StringComparison.Ordinal) ? "exporter"u8.ToArray()
        : header.Contains("end-point", StringComparison.Ordinal) ? "end point"u8.ToArray() : [];

    private static string Salt(string challenge) => challenge.Split(',')[1];

    /// <summary>A client, written again from the RFC's formulas.</summary>
    private async Task<SaslStep> LogInAsync(string mechanism, string header, byte[] binding, string name = "user", string password = "pencil", bool changesNonce = false)
    {
        var scram = Exchange.Of(_server, mechanism, Tls);
        var bare = $"n={name},r=clientnonce";
        var challenge = await scram.BeginAskedAsync(header + bare);
        var parts = challenge.Split(',').Select(part => part[2..]).ToArray();
        Assert.StartsWith("clientnonce", parts[0], StringComparison.Ordinal);
        var nonce = changesNonce ? parts[0] + "x" : parts[0];
        var without = $"c={Convert.ToBase64String([.. Encoding.UTF8.GetBytes(header), .. binding])},r={nonce}";
        var hash = mechanism.Contains("256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(parts[1]), int.Parse(parts[2]), hash, hash == HashAlgorithmName.SHA256 ? 32 : 20);
        var key = CryptographicOperations.HmacData(hash, salted, "Client Key"u8);
        var message = Encoding.UTF8.GetBytes($"{bare},{challenge},{without}");
        var signature = CryptographicOperations.HmacData(hash, CryptographicOperations.HashData(hash, key), message);
        var proof = key.Zip(signature, (one, other) => (byte)(one ^ other)).ToArray();
        var step = await scram.StepAsync($"{without},p={Convert.ToBase64String(proof)}");
        if (step.Status != SaslStatus.Challenge)
        {
            return step;
        }

        var server = CryptographicOperations.HmacData(hash, CryptographicOperations.HmacData(hash, salted, "Server Key"u8), message);
        Assert.Equal("v=" + Convert.ToBase64String(server), Encoding.UTF8.GetString(step.Challenge.Span));
        return await scram.StepAsync("");
    }
}
