using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Transcripts.Protocols;

/// <summary>As <see cref="PasswordList"/>; anna and the RFC's mrose keep a secret in addition, "secret" and "tanstaaf".</summary>
internal sealed class SecretList : IAuthenticator
{
    private readonly PasswordList _passwords = new();

    public CredentialKinds Kinds => CredentialKinds.Password | CredentialKinds.Secret;

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        _passwords.VerifyAsync(name, password, cancellation);

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default)
    {
        SharedSecret? found = Encoding.UTF8.GetString(name.Span) switch
        {
            "anna" => new(AccountName.Create("anna"), "secret"u8.ToArray()),
            "mrose" => new(AccountName.Create("mrose"), "tanstaaf"u8.ToArray()),
            _ => null,
        };
        return new(new CredentialLookup<SharedSecret>(found, IsUnavailable: name.Span.SequenceEqual("later"u8)));
    }
}
