using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts;

/// <summary>Users that the command line named, in memory and nowhere else. A directory in the store takes its place later.</summary>
internal sealed class PasswordTable : IAuthenticator
{
    // Passwords are held as keyed hashes under a key that dies with the process: a memory dump tells none.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<AccountName, byte[]> _hashes = [];

    public void Add(AccountName account, string password) => _hashes[account] = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(password));

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        // The work is the same for a name that nobody has: whether it exists cannot be told by the clock.
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, password.Span, hash);
        var isName = AccountName.TryCreate(Encoding.UTF8.GetString(name.Span), out var account);
        var known = isName && _hashes.TryGetValue(account, out var kept) ? kept : _key;
        return new(CryptographicOperations.FixedTimeEquals(hash, known) && isName ? SignIn.As(account) : SignIn.Refused);
    }
}
