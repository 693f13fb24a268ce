using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Unicode;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>The users that the store itself knows. Asks the store each time, so a change holds from the next login on.</summary>
/// <param name="nobodyKey">Of <see cref="DirectoryRecords.NobodyKeyAsync"/>.</param>
/// <param name="work">Shared by the directories of all protocols.</param>
/// <param name="proven">Null: each login is derived anew.</param>
internal sealed class UserDirectory(DirectoryRecords records, ReadOnlyMemory<byte> nobodyKey, KeyWork work, ProvenKeys? proven, string service = "") : IAuthenticator
{
    // What would be guessed wrong anyway is not derived from: it costs as much as somebody cares to send.
    private const int PasswordBytesMax = 1024;

    public CredentialKinds Kinds { get; } =
        CredentialKinds.Password | CredentialKinds.ScramSha1 | CredentialKinds.ScramSha256 | CredentialKinds.Certificate
        | (records.KeepsSecrets ? CredentialKinds.Secret : CredentialKinds.None);

    public static async Task<UserDirectory> OpenAsync(IMailStore store, ProvenKeys? proven = null)
    {
        var records = new DirectoryRecords(store.Registry);
        return new(records, await records.NobodyKeyAsync(), new(), proven);
    }

    public DirectoryRecords Records => records;

    /// <summary>What logins have cost.</summary>
    public KeyWork Work => work;

    public ReadOnlyMemory<byte> NobodyKey => nobodyKey;

    public IAuthenticator For(LoginPlace place) => place.Service == service ? this : new UserDirectory(records, nobodyKey, work, proven, place.Service);

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        try
        {
            var user = Find(name.Span);
            return new(Fits(user, name.Span, password.Span) && user is { IsDisabled: false } ? SignIn.As(user.Name) : SignIn.Refused);
        }
        catch (StoreUnavailableException)
        {
            return new(SignIn.Unavailable);
        }
    }

    public ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default) =>
        Look(name.Span, user =>
        {
            var keys = user.Passwords.Where(password => password.IsFor(service)).Select(password => password.Keys(user.Name, hash, user.Salt, user.Iterations)).ToList();
            return keys.Count == 0 ? null : keys[0] with { Others = keys[1..] };
        });

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) =>
        Look(name.Span, user => user.Passwords.FirstOrDefault(password => password.IsMain && !password.Secret.IsEmpty) is { } kept
            ? new SharedSecret(user.Name, kept.Secret)
            : null);

    public ValueTask<bool> IsAdministratorAsync(AccountName account, CancellationToken cancellation = default) =>
        new(records.FindUser(account, out _) is { IsDisabled: false, IsAdministrator: true });

    /// <summary>A certificate is for the users that it names; it may name several, of which the client chooses one.</summary>
    public ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default)
    {
        try
        {
            var chosen = wanted.IsEmpty ? null : Find(wanted.Span);
            foreach (var name in names)
            {
                if (Find(Encoding.UTF8.GetBytes(name)) is { IsDisabled: false } user && (wanted.IsEmpty || chosen?.Name == user.Name))
                {
                    return new(SignIn.As(user.Name));
                }
            }

            return new(SignIn.Refused);
        }
        catch (StoreUnavailableException)
        {
            return new(SignIn.Unavailable);
        }
    }

    /// <summary>As SASLprep says; RFC 4013 knows no such password: whoever was given one may have it as it stands.</summary>
    public static byte[] Prepare(ReadOnlySpan<byte> password) => SaslPrep.TryPrepare(password, out var prepared) ? prepared : password.ToArray();

    // One derivation for all passwords of the user, and one for a name that nobody has: the clock tells nothing.
    private bool Fits(StoredUser? user, ReadOnlySpan<byte> name, ReadOnlySpan<byte> password)
    {
        var isTooLong = password.Length > PasswordBytesMax;
        var nobody = HMACSHA256.HashData(nobodyKey.Span, name);
        var salt = user is null ? nobody.AsSpan(0, UserAdmin.SaltBytes) : user.Salt.Span;
        var octets = isTooLong ? [] : Prepare(password);
        var iterations = user?.Iterations ?? ScramKeys.DefaultIterations;
        var tag = proven?.TagOf(salt, iterations, octets) ?? default;
        var known = proven?.Find(tag);
        var derived = known ?? work.Derive(octets, salt, iterations);
        CryptographicOperations.ZeroMemory(octets);
        var fits = false;
        foreach (var stored in user?.Passwords ?? [])
        {
            fits |= CryptographicOperations.FixedTimeEquals(stored.Sha256Stored.Span, derived.Span) & stored.IsFor(service);
        }

        fits &= !isTooLong;
        if (fits && known is null)
        {
            proven?.Add(tag, derived.ToArray());
        }

        return fits;
    }

    private ValueTask<CredentialLookup<T>> Look<T>(ReadOnlySpan<byte> name, Func<StoredUser, T?> of)
        where T : class
    {
        try
        {
            return new(new CredentialLookup<T>(Find(name) is { IsDisabled: false } user ? of(user) : null, IsUnavailable: false));
        }
        catch (StoreUnavailableException)
        {
            return new(new CredentialLookup<T>(Value: null, IsUnavailable: true));
        }
    }

    private StoredUser? Find(ReadOnlySpan<byte> name) =>
        name.Length <= AccountName.OctetsMax && SaslPrep.TryPrepare(name, out var prepared) && AccountName.TryCreate(Encoding.UTF8.GetString(prepared), out var account)
            ? records.FindUser(account, out _)
            : null;
}
