using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts.External;

/// <summary>A directory of users outside of the store. Whatever cannot be asked just now throws a <see cref="DirectoryFaultException"/>.</summary>
internal interface IUserSource
{
    CredentialKinds Kinds { get; }

    /// <summary>Whether the password is the user's, and whose mail that is. Takes the same time whether the name exists or not, as far as it can.</summary>
    ValueTask<AccountName?> VerifyAsync(AccountName name, ReadOnlyMemory<byte> password, CancellationToken cancellation);

    /// <summary>Null if there is no such user, or nothing of the kind is kept.</summary>
    ValueTask<ScramKeys?> FindScramKeysAsync(AccountName name, ScramHash hash, CancellationToken cancellation);

    /// <summary>Null if there is no such user, or no password in the clear.</summary>
    ValueTask<SharedSecret?> FindSecretAsync(AccountName name, CancellationToken cancellation);

    /// <summary>Whether mail for the domain is kept here.</summary>
    ValueTask<bool> HasDomainAsync(string domain, CancellationToken cancellation);

    /// <summary>Whose mail an address is; none if nobody's.</summary>
    /// <param name="address">Folded.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<IReadOnlyList<AccountName>> FindAddressAsync(string address, CancellationToken cancellation);
}
