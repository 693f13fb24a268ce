using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Testing.Connections;

namespace MailStore.Abstractions.Tests.Sasl;

public sealed class OtherExchangeTests
{
    private readonly KeptUsers _users = new KeptUsers().With("tim", "tanstaaftanstaaf").With("anna", "sesame");

    // RFC 2195 §3
    [Fact]
    public async Task The_example_of_CRAM()
    {
        var server = new SaslServer(_users) { NewNonce = () => "1896.697170952", HostName = "postoffice.reston.mci.net" };
        var cram = Exchange.Of(server, "CRAM-MD5", Exchange.Public);
        Assert.Equal("<1896.697170952@postoffice.reston.mci.net>", await cram.BeginAskedAsync(null));
        Assert.Equal(SaslStep.Done(SignIn.As(AccountName.Create("tim"))), await cram.StepAsync("tim b913a602c7eda7a495b4e6e7334d3890"));
    }

    [Theory]
    [InlineData("tim b913a602c7eda7a495b4e6e7334d3891", SaslStatus.Done, SignInOutcome.Refused)]
    [InlineData("tom b913a602c7eda7a495b4e6e7334d3890", SaslStatus.Done, SignInOutcome.Refused)]
    [InlineData("later b913a602c7eda7a495b4e6e7334d3890", SaslStatus.Done, SignInOutcome.Unavailable)]
    [InlineData("tim b913a602c7eda7a495b4e6e7334d389", SaslStatus.Malformed, SignInOutcome.Refused)]
    [InlineData("b913a602c7eda7a495b4e6e7334d3890", SaslStatus.Malformed, SignInOutcome.Refused)]
    [InlineData(" b913a602c7eda7a495b4e6e7334d3890", SaslStatus.Malformed, SignInOutcome.Refused)]
    [InlineData("", SaslStatus.Malformed, SignInOutcome.Refused)]
    public async Task CRAM_refuses_others(string response, SaslStatus status, SignInOutcome outcome)
    {
        var cram = Exchange.Of(new SaslServer(_users) { NewNonce = () => "1896.697170952" }, "CRAM-MD5");
        await cram.BeginAskedAsync(null);
        var step = await cram.StepAsync(response);
        Assert.Equal((status, outcome), (step.Status, step.SignIn.Outcome));
    }

    [Fact]
    public async Task CRAM_has_no_initial_response() => Assert.Equal(SaslStep.Malformed, await Exchange.Of(_users, "CRAM-MD5").BeginAsync(""));

    [Theory]
    [InlineData("OAUTHBEARER", "n,a=anna,\u0001host=x\u0001port=143\u0001auth=Bearer for:anna\u0001\u0001")]
    [InlineData("OAUTHBEARER", "n,,\u0001auth=bearer for:anna\u0001\u0001")]
    [InlineData("OAUTHBEARER", "y,,\u0001auth=Bearer for:anna\u0001\u0001")]
    [InlineData("XOAUTH2", "user=anna\u0001auth=Bearer for:anna\u0001\u0001")]
    public async Task A_token_logs_in(string mechanism, string response)
    {
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await Exchange.Of(_users, mechanism).BeginAsync(response));
        var asked = Exchange.Of(_users, mechanism);
        Assert.Equal("", await asked.BeginAskedAsync(null));
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await asked.StepAsync(response));
    }

    // RFC 7628 §3.2.2: the client is told why, and says that it has read it.
    [Theory]
    [InlineData("OAUTHBEARER", "n,a=anna,\u0001auth=Bearer stale\u0001\u0001", SignInOutcome.Refused)]
    [InlineData("OAUTHBEARER", "n,a=anna,\u0001auth=Bearer for:bert\u0001\u0001", SignInOutcome.NotAuthorized)]
    [InlineData("OAUTHBEARER", "n,a=anna,\u0001auth=\u0001\u0001", SignInOutcome.Refused)]
    [InlineData("OAUTHBEARER", "n,a=anna,\u0001auth=Basic x\u0001\u0001", SignInOutcome.Refused)]
    [InlineData("XOAUTH2", "user=anna\u0001auth=Bearer stale\u0001\u0001", SignInOutcome.Refused)]
    public async Task A_token_that_is_not_taken_is_refused_with_a_reason(string mechanism, string response, SignInOutcome outcome)
    {
        var exchange = Exchange.Of(_users, mechanism);
        Assert.StartsWith("{\"status\":", await exchange.BeginAskedAsync(response), StringComparison.Ordinal);
        Assert.Equal(outcome, (await exchange.StepAsync("\u0001")).SignIn.Outcome);
    }

    [Fact]
    public async Task Whoever_checks_tokens_may_be_away() =>
        Assert.Equal(SaslStep.Done(SignIn.Unavailable), await Exchange.Of(_users, "XOAUTH2").BeginAsync("user=anna\u0001auth=Bearer later\u0001\u0001"));

    [Theory]
    [InlineData("OAUTHBEARER", "")]
    [InlineData("OAUTHBEARER", "n,,")]
    [InlineData("OAUTHBEARER", "n,,\u0001\u0001")]
    [InlineData("OAUTHBEARER", "n,,\u0001auth=Bearer x\u0001")]
    [InlineData("OAUTHBEARER", "n,,\u0001auth=Bearer x\u0001\u0001\u0001")]
    [InlineData("OAUTHBEARER", "n,,\u0001auth=Bearer x\u0001auth=Bearer y\u0001\u0001")]
    [InlineData("OAUTHBEARER", "n,,\u0001auth\u0001\u0001")]
    [InlineData("OAUTHBEARER", "p=tls-exporter,,\u0001auth=Bearer x\u0001\u0001")]
    [InlineData("XOAUTH2", "user=\u0001auth=Bearer x\u0001\u0001")]
    [InlineData("XOAUTH2", "auth=Bearer x\u0001\u0001")]
    public async Task What_is_no_message_of_a_token_is_malformed(string mechanism, string response) =>
        Assert.Equal(SaslStep.Malformed, await Exchange.Of(_users, mechanism).BeginAsync(response));

    [Fact]
    public async Task A_certificate_logs_in_as_whom_it_names()
    {
        var connection = WithNames("anna@example.org", "anna");
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await Exchange.Of(_users, "EXTERNAL", connection).BeginAsync(""));
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await Exchange.Of(_users, "EXTERNAL", connection).BeginAsync("anna"));
        Assert.Equal(SignInOutcome.NotAuthorized, (await Exchange.Of(_users, "EXTERNAL", connection).BeginAsync("tim")).SignIn.Outcome);
        Assert.Equal(SaslStep.Malformed, await Exchange.Of(_users, "EXTERNAL", connection).BeginAsync("a\0b"));
        var asked = Exchange.Of(_users, "EXTERNAL", WithNames("nobody"));
        Assert.Equal("", await asked.BeginAskedAsync(null));
        Assert.Equal(SaslStep.Refused, await asked.StepAsync(""));
    }

    [Fact]
    public void What_is_offered_hangs_on_the_connection()
    {
        var server = new SaslServer(_users);
        string[] scram = ["SCRAM-SHA-256", "SCRAM-SHA-1"], plain = ["PLAIN", "LOGIN", "OAUTHBEARER", "XOAUTH2"];
        Assert.Equal([.. scram, "CRAM-MD5"], server.Offered(Exchange.Public));
        Assert.Equal([.. scram, .. plain, "CRAM-MD5"], server.Offered(Exchange.Private));
        Assert.Equal(["SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", .. scram, .. plain, "EXTERNAL", "CRAM-MD5"], server.Offered(WithNames("anna")));
        Assert.Equal(SaslChoice.NotOffered, server.Begin("SCRAM-SHA-256-PLUS"u8, Exchange.Private, out _));
        Assert.Equal(SaslChoice.NotOffered, server.Begin("EXTERNAL"u8, Exchange.Private, out _));
        Assert.Equal(SaslChoice.NeedsPrivacy, server.Begin("XOAUTH2"u8, Exchange.Public, out _));
    }

    private static MemoryConnection WithNames(params string[] names) => new()
    {
        IsTlsFromStart = true,
        Agreed = new TlsSession("TLS1.3", "x") { ServerEndPoint = new byte[32], ClientNames = names },
    };
}
