using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;

namespace MailStore.Server.Accounts.OAuth;

/// <summary>Another one, and behind it tokens of an authorization server, which says of each whether it holds and whose it is (RFC 7662).</summary>
internal sealed class TokenAuthenticator(IAuthenticator inner, IntrospectionSettings settings, HttpClient web, IMailStore store, Action<string> report) : IAuthenticator
{
    private const int TokenBytesMax = 16 * 1024;

    public CredentialKinds Kinds => inner.Kinds | CredentialKinds.Token;

    public IAuthenticator For(LoginPlace place) => new TokenAuthenticator(inner.For(place), settings, web, store, report);

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        inner.VerifyAsync(name, password, cancellation);

    public ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default) =>
        inner.FindScramKeysAsync(name, hash, cancellation);

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) =>
        inner.FindSecretAsync(name, cancellation);

    public ValueTask<SignIn> ConcludeAsync(ReadOnlyMemory<byte> name, SignIn outcome, CancellationToken cancellation = default) =>
        inner.ConcludeAsync(name, outcome, cancellation);

    public ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default) =>
        inner.VerifyCertificateAsync(names, wanted, cancellation);

    public async ValueTask<SignIn> VerifyTokenAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> token, CancellationToken cancellation = default)
    {
        if (token.Length > TokenBytesMax)
        {
            return SignIn.Refused;
        }

        try
        {
            if (await AskAsync(Encoding.UTF8.GetString(token.Span), cancellation) is not { } account)
            {
                return SignIn.Refused;
            }

            if (!name.IsEmpty && !(AccountName.TryCreate(Encoding.UTF8.GetString(name.Span), out var wanted) && wanted == account))
            {
                return SignIn.NotAuthorized;
            }

            // Whoever has a token that holds is a user, whether or not there has been mail for them.
            var made = await store.OpenAccountAsync(account, cancellation) is null ? (await store.CreateAccount(account)).Refusal : Refusal.None;
            return made is Refusal.None or Refusal.AlreadyExists ? SignIn.As(account) : SignIn.Unavailable;
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or StoreUnavailableException or InvalidOperationException
            || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            report($"The authorization server at {settings.Endpoint} cannot be asked: {fault.Message}");
            return SignIn.Unavailable;
        }
    }

    private async Task<AccountName?> AskAsync(string token, CancellationToken cancellation)
    {
        // RFC 7662 §2.1
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint)
        {
            Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]),
        };
        request.Headers.Accept.Add(new("application/json"));
        if (settings.ClientId.Length > 0)
        {
            // RFC 6749 §2.3.1
            var login = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        }

        using var response = await web.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        var fields = answer.RootElement;

        // RFC 7662 §2.2: what is not active is nothing else.
        var isActive = fields.TryGetProperty("active", out var active) && active.ValueKind == JsonValueKind.True;
        var hasScope = settings.Scope.Length == 0
            || (fields.TryGetProperty("scope", out var scope) && scope.ValueKind == JsonValueKind.String && scope.GetString()!.Split(' ').Contains(settings.Scope));
        return isActive && hasScope && fields.TryGetProperty(settings.NameField, out var name) && name.ValueKind == JsonValueKind.String
            && AccountName.TryCreate(name.GetString()!, out var account) ? account : null;
    }
}
