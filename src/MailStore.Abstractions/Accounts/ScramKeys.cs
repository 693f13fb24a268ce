using System.Security.Cryptography;

namespace MailStore.Abstractions.Accounts;

/// <summary>RFC 5802 §3: what a server keeps instead of a password. Who has it can check a login, and cannot log in.</summary>
public sealed record ScramKeys(AccountName Account, ReadOnlyMemory<byte> Salt, int Iterations, ReadOnlyMemory<byte> StoredKey, ReadOnlyMemory<byte> ServerKey)
{
    /// <summary>RFC 7677 §4: at least this many. Names that nobody has are answered with the same number.</summary>
    public const int DefaultIterations = 4096;

    /// <summary>Keys of the account's other passwords, with the same salt and number of iterations: whichever of them fits.</summary>
    public IReadOnlyList<ScramKeys> Others { get; init; } = [];

    /// <param name="password">Prepared, in UTF-8.</param>
    public static ScramKeys Derive(AccountName account, ScramHash hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations = DefaultIterations)
    {
        var algorithm = AlgorithmOf(hash);
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, algorithm, BytesOf(hash));
        var client = CryptographicOperations.HmacData(algorithm, salted, "Client Key"u8);
        var keys = new ScramKeys(
            account,
            salt.ToArray(),
            iterations,
            CryptographicOperations.HashData(algorithm, client),
            CryptographicOperations.HmacData(algorithm, salted, "Server Key"u8));
        CryptographicOperations.ZeroMemory(salted);
        CryptographicOperations.ZeroMemory(client);
        return keys;
    }

    public static HashAlgorithmName AlgorithmOf(ScramHash hash) => hash == ScramHash.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;

    public static int BytesOf(ScramHash hash) => hash == ScramHash.Sha1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;
}
