using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;

namespace MailStore.Abstractions.Tests.Sasl;

/// <summary>Whoever does not know the password is told the same of a name that exists and of one that does not.</summary>
public sealed class EnumerationTests
{
    private readonly SaslServer _server = new(new KeptUsers().With("anna", "sesame", "AAAAAAAAAAAAAAAAAAAAAA==")) { NewNonce = () => "nonce" };

    [Theory]
    [InlineData("PLAIN", "\0{0}\0wrong")]
    [InlineData("LOGIN", "{0}", "wrong")]
    [InlineData("CRAM-MD5", null, "{0} b913a602c7eda7a495b4e6e7334d3890")]
    [InlineData("SCRAM-SHA-1", "n,,n={0},r=abc", "c=biws,r=abcnonce,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")]
    [InlineData("SCRAM-SHA-256", "n,,n={0},r=abc", "c=biws,r=abcnonce,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData("XOAUTH2", "user={0}\u0001auth=Bearer stale\u0001\u0001", "\u0001")]
    public async Task Answers_have_one_shape(string mechanism, params string?[] responses)
    {
        var known = await ShapeAsync(mechanism, "anna", responses);
        Assert.Equal(known, await ShapeAsync(mechanism, "nobody", responses));
        Assert.Equal((SaslStatus.Done, SignInOutcome.Refused), (known[^1].Status, known[^1].Outcome));
    }

    private async Task<List<(SaslStatus Status, int Length, SignInOutcome Outcome)>> ShapeAsync(string mechanism, string name, string?[] responses)
    {
        var exchange = Exchange.Of(_server, mechanism);
        var shape = new List<(SaslStatus, int, SignInOutcome)>();
        foreach (var response in responses)
        {
            var text = response?.Replace("{0}", name, StringComparison.Ordinal);
            var step = shape.Count == 0 ? await exchange.BeginAsync(text) : await exchange.StepAsync(text!);
            shape.Add((step.Status, step.Challenge.Length, step.SignIn.Outcome));
        }

        return shape;
    }
}
