namespace MailStore.Abstractions.Accounts;

/// <summary>
/// Who may log in, and as which account. Shared by all front ends; where users and passwords are kept is nobody's business but the
/// implementer's. Names and passwords come octet for octet as the client sent them: whoever compares also prepares them (SASLprep).
/// All octets are lent until the task completes.
/// </summary>
public interface IAuthenticator
{
    /// <summary>What is offered to clients hangs on this. Does not change.</summary>
    CredentialKinds Kinds => CredentialKinds.Password;

    /// <summary>Whom to ask about the logins of one connection: this, unless it matters where they come from.</summary>
    IAuthenticator For(LoginPlace place) => this;

    /// <summary>Takes the same time whether the name exists or not.</summary>
    ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default);

    /// <summary>What SCRAM needs to know of somebody.</summary>
    ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default) => default;

    /// <summary>A password in the clear, of those who keep one.</summary>
    ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) => default;

    /// <summary>A bearer token. The name is what the client says that the token is for; empty if it leaves that to the token.</summary>
    ValueTask<SignIn> VerifyTokenAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> token, CancellationToken cancellation = default) => new(SignIn.Refused);

    /// <summary>
    /// What came of a proof that the caller has checked, with keys or a secret that it got from here: SCRAM, CRAM-MD5 and APOP. Says what
    /// the client is told, and may take its time over it.
    /// </summary>
    ValueTask<SignIn> ConcludeAsync(ReadOnlyMemory<byte> name, SignIn outcome, CancellationToken cancellation = default) => new(outcome);

    /// <summary>Who may limit what others use, and look at it. Asked when it matters, so that it holds as soon as it is changed.</summary>
    ValueTask<bool> IsAdministratorAsync(AccountName account, CancellationToken cancellation = default) => default;

    /// <summary>The names of a certificate that the listener has verified. The name wanted is empty if the client leaves it to the certificate.</summary>
    ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default) => new(SignIn.Refused);
}
