using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Unicode;

namespace MailStore.Server.Accounts;

/// <summary>Users that the command line named, in memory and nowhere else. A directory in the store takes its place later.</summary>
internal sealed class PasswordTable : IAuthenticator
{
    private const int SaltBytes = 16;

    // Passwords are held as keyed hashes under a key that dies with the process, and as keys of SCRAM.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Dictionary<AccountName, UserKeys> _users = [];

    /// <summary>Passwords stay here in the clear too, because APOP and CRAM-MD5 cannot do with less.</summary>
    public bool KeepsSecrets { get; init; }

    public CredentialKinds Kinds =>
        CredentialKinds.Password | CredentialKinds.ScramSha1 | CredentialKinds.ScramSha256 | CredentialKinds.Certificate
        | (KeepsSecrets ? CredentialKinds.Secret : CredentialKinds.None);

    public void Add(AccountName account, string password)
    {
        var octets = Prepared(Encoding.UTF8.GetBytes(password));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        _users[account] = new(
            HMACSHA256.HashData(_key, octets),
            ScramKeys.Derive(account, ScramHash.Sha1, octets, salt),
            ScramKeys.Derive(account, ScramHash.Sha256, octets, salt),
            KeepsSecrets ? new(account, octets) : null);
    }

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        // The work is the same for a name that nobody has: whether it exists cannot be told by the clock.
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Prepared(password.Span), hash);
        var user = Find(name.Span, out var account);
        var isRight = CryptographicOperations.FixedTimeEquals(hash, user?.Hash ?? _key);
        return new(isRight && user is not null ? SignIn.As(account) : SignIn.Refused);
    }

    public ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default)
    {
        var user = Find(name.Span, out _);
        return new(new CredentialLookup<ScramKeys>(hash == ScramHash.Sha1 ? user?.ScramSha1 : user?.ScramSha256, IsUnavailable: false));
    }

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) =>
        new(new CredentialLookup<SharedSecret>(Find(name.Span, out _)?.Secret, IsUnavailable: false));

    /// <summary>A certificate is for the users that it names; it may name several, of which the client chooses one.</summary>
    public ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default)
    {
        var isChosen = Find(wanted.Span, out var chosen) is not null;
        foreach (var name in names)
        {
            if (Find(Encoding.UTF8.GetBytes(name), out var account) is not null && (wanted.IsEmpty || (isChosen && chosen == account)))
            {
                return new(SignIn.As(account));
            }
        }

        return new(SignIn.Refused);
    }

    private UserKeys? Find(ReadOnlySpan<byte> name, out AccountName account)
    {
        account = default;
        return SaslPrep.TryPrepare(name, out var prepared)
            && AccountName.TryCreate(Encoding.UTF8.GetString(prepared), out account)
            && _users.TryGetValue(account, out var user)
                ? user
                : null;
    }

    // RFC 4013 knows no such password; whoever was given one may have it as it stands.
    private static byte[] Prepared(ReadOnlySpan<byte> password) => SaslPrep.TryPrepare(password, out var prepared) ? prepared : password.ToArray();
}
