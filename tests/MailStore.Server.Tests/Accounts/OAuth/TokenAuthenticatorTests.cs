using System.Net;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts;
using MailStore.Server.Accounts.OAuth;
using MailStore.Testing.Memory;

namespace MailStore.Server.Tests.Accounts.OAuth;

// RFC 7662
#pragma warning disable CA1001 // A store in memory, which the test ends with.
public sealed class TokenAuthenticatorTests
#pragma warning restore CA1001
{
    private static readonly IntrospectionSettings s_settings = new(new("https://login.example.org/introspect")) { ClientId = "mail", ClientSecret = "a:b", Scope = "mail" };
    private readonly MemoryMailStore _store = new(TimeProvider.System);
    private readonly List<string> _said = [];
    private HttpRequestMessage? _asked;
    private string _body = "";

    [Theory]
    [InlineData("""{"active":true,"username":"Anna@example.org","scope":"openid mail"}""", "", SignInOutcome.Accepted)]
    [InlineData("""{"active":true,"username":"anna@example.org","scope":"mail"}""", "anna@example.org", SignInOutcome.Accepted)]
    [InlineData("""{"active":true,"username":"anna@example.org","scope":"mail"}""", "bert@example.org", SignInOutcome.NotAuthorized)]
    [InlineData("""{"active":true,"username":"anna@example.org","scope":"calendar"}""", "", SignInOutcome.Refused)]
    [InlineData("""{"active":true,"username":"anna@example.org"}""", "", SignInOutcome.Refused)]
    [InlineData("""{"active":true,"scope":"mail"}""", "", SignInOutcome.Refused)]
    [InlineData("""{"active":false,"username":"anna@example.org","scope":"mail"}""", "", SignInOutcome.Refused)]
    [InlineData("""{"active":"true","username":"anna@example.org","scope":"mail"}""", "", SignInOutcome.Refused)]
    [InlineData("{}", "", SignInOutcome.Refused)]
    [InlineData("no json", "", SignInOutcome.Unavailable)]
    [InlineData("[]", "", SignInOutcome.Unavailable)]
    public async Task The_server_says_whose_a_token_is(string answer, string name, SignInOutcome outcome)
    {
        var signIn = await AskAsync(HttpStatusCode.OK, answer, name);
        Assert.Equal(outcome, signIn.Outcome);
        Assert.Equal(outcome == SignInOutcome.Unavailable, _said.Count > 0);
        Assert.Equal(outcome == SignInOutcome.Accepted, await _store.OpenAccountAsync(AccountName.Create("anna@example.org")) is not null);
        Assert.Equal(HttpMethod.Post, _asked!.Method);
        Assert.Equal("token=t%2Bk&token_type_hint=access_token", _body);
        Assert.Equal("mail:a%3Ab", Encoding.UTF8.GetString(Convert.FromBase64String(_asked.Headers.Authorization!.Parameter!)));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task A_server_that_cannot_say_is_a_temporary_failure(HttpStatusCode status) =>
        Assert.Equal(SignIn.Unavailable, await AskAsync(status, "", ""));

    private async Task<SignIn> AskAsync(HttpStatusCode status, string answer, string name)
    {
        using var web = new HttpClient(new Answering(async request =>
        {
            _asked = request;
            _body = await request.Content!.ReadAsStringAsync();
            return new(status) { Content = new StringContent(answer) };
        }));
        var authenticator = new TokenAuthenticator(new PasswordTable(), s_settings, web, _store, _said.Add);
        Assert.NotEqual(CredentialKinds.None, authenticator.Kinds & CredentialKinds.Token);
        return await authenticator.For(default).VerifyTokenAsync(Encoding.UTF8.GetBytes(name), "t+k"u8.ToArray());
    }

    private sealed class Answering(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
