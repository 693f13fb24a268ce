using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;

namespace MailStore.Abstractions.Tests.Sasl;

public sealed class PlainExchangeTests
{
    private readonly OnePassword _users = new();

    [Theory]
    [InlineData("\0anna\0sesame")]
    [InlineData("anna\0anna\0sesame")]
    [InlineData("ANNA\0anna\0sesame")]
    public async Task The_right_password_logs_in(string response)
    {
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await Exchange.Of(_users, "PLAIN").BeginAsync(response));
        var asked = Exchange.Of(_users, "plain");
        Assert.Equal("", await asked.BeginAskedAsync(null));
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await asked.StepAsync(response));
    }

    [Theory]
    [InlineData("\0anna\0Sesame", SignInOutcome.Refused)]
    [InlineData("\0bert\0sesame", SignInOutcome.Refused)]
    [InlineData("bert\0anna\0Sesame", SignInOutcome.Refused)]
    [InlineData("bert\0anna\0sesame", SignInOutcome.NotAuthorized)]
    [InlineData("\0later\0sesame", SignInOutcome.Unavailable)]
    public async Task Others_do_not(string response, SignInOutcome outcome)
    {
        var step = await Exchange.Of(_users, "PLAIN").BeginAsync(response);
        Assert.Equal((SaslStatus.Done, outcome), (step.Status, step.SignIn.Outcome));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("\0anna")]
    [InlineData("\0\0sesame")]
    [InlineData("\0anna\0")]
    [InlineData("\0anna\0sesame\0")]
    [InlineData("\0anna\0ses\0ame")]
    public async Task What_is_no_message_is_not_a_refused_login(string response) =>
        Assert.Equal(SaslStep.Malformed, await Exchange.Of(_users, "PLAIN").BeginAsync(response));
}
