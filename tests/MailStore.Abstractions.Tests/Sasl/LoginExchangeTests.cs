using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;

namespace MailStore.Abstractions.Tests.Sasl;

public sealed class LoginExchangeTests
{
    private readonly OnePassword _users = new();

    [Fact]
    public async Task It_asks_in_the_words_that_Outlook_knows()
    {
        var login = Exchange.Of(_users, "LOGIN");
        Assert.Equal("Username:", await login.BeginAskedAsync(null));
        Assert.Equal("Password:", await login.StepAskedAsync("anna"));
        Assert.Equal(SaslStep.Done(SignIn.As(OnePassword.Anna)), await login.StepAsync("sesame"));
    }

    [Fact]
    public async Task The_name_may_come_with_the_command()
    {
        var login = Exchange.Of(_users, "LOGIN");
        Assert.Equal("Password:", await login.BeginAskedAsync("anna"));
        Assert.Equal(SaslStep.Refused, await login.StepAsync("Sesame"));
    }

    [Fact]
    public async Task An_empty_initial_response_is_no_name()
    {
        var login = Exchange.Of(_users, "LOGIN");
        Assert.Equal("Username:", await login.BeginAskedAsync(""));
        Assert.Equal(SaslStep.Malformed, await login.StepAsync(""));
    }

    [Fact]
    public async Task An_empty_password_is_malformed()
    {
        var login = Exchange.Of(_users, "LOGIN");
        await login.BeginAskedAsync("anna");
        Assert.Equal(SaslStep.Malformed, await login.StepAsync(""));
    }
}
