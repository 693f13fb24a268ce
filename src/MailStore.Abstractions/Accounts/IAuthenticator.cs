namespace MailStore.Abstractions.Accounts;

/// <summary>Who may log in, and as which account. Shared by all front ends; where users and passwords are kept is nobody's business but the implementer's.</summary>
public interface IAuthenticator
{
    /// <summary>
    /// Compares a name and a password as the client sent them, octet for octet, before any preparation of strings. Takes the same
    /// time whether the name exists or not. The octets are lent until the task completes.
    /// </summary>
    ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default);
}
