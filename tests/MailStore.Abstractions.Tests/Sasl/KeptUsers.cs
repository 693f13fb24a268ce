using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Tests.Sasl;

/// <summary>Users with everything that can be kept of them.</summary>
internal sealed class KeptUsers : IAuthenticator
{
    private readonly Dictionary<string, (string Password, byte[] Salt)> _users = new(StringComparer.Ordinal);

    public CredentialKinds Kinds { get; init; } =
        CredentialKinds.Password | CredentialKinds.ScramSha1 | CredentialKinds.ScramSha256 | CredentialKinds.Secret | CredentialKinds.Token | CredentialKinds.Certificate;

    public int Iterations { get; init; } = ScramKeys.DefaultIterations;

    public KeptUsers With(string name, string password, string salt = "QSXCR+Q6sek8bf92")
    {
        _users[name] = (password, Convert.FromBase64String(salt));
        return this;
    }

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(_users.TryGetValue(Text(name), out var user) && Text(password) == user.Password ? SignIn.As(AccountName.Create(Text(name))) : SignIn.Refused);

    public ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default) => new(
        new CredentialLookup<ScramKeys>(
            _users.TryGetValue(Text(name), out var user)
                ? ScramKeys.Derive(AccountName.Create(Text(name)), hash, Encoding.UTF8.GetBytes(user.Password), user.Salt, Iterations)
                : null,
            IsLater(name)));

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) => new(
        new CredentialLookup<SharedSecret>(
            _users.TryGetValue(Text(name), out var user) ? new(AccountName.Create(Text(name)), Encoding.UTF8.GetBytes(user.Password)) : null,
            IsLater(name)));

    /// <summary>The token names whom it is for.</summary>
    public ValueTask<SignIn> VerifyTokenAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> token, CancellationToken cancellation = default)
    {
        var text = Text(token);
        return new(text == "later" ? SignIn.Unavailable : text.StartsWith("for:", StringComparison.Ordinal) ? SignIn.As(AccountName.Create(text[4..])) : SignIn.Refused);
    }

    public ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default) =>
        new(names.FirstOrDefault(_users.ContainsKey) is { } name ? SignIn.As(AccountName.Create(name)) : SignIn.Refused);

    private static bool IsLater(ReadOnlyMemory<byte> name) => name.Span.SequenceEqual("later"u8);

    private static string Text(ReadOnlyMemory<byte> octets) => Encoding.UTF8.GetString(octets.Span);
}
