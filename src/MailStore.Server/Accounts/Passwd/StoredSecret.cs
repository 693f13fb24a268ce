using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Passwd.Hashing;

namespace MailStore.Server.Accounts.Passwd;

/// <summary>
/// A password as Dovecot and others keep one: <c>{SCHEME}data</c>, <c>{SCHEME.HEX}data</c> or <c>{SCHEME.B64}data</c>. Known are PLAIN, CLEARTEXT,
/// PLAIN-MD5, SHA, SSHA, SHA256, SSHA256, SHA512, SSHA512, SMD5, SHA256-CRYPT, SHA512-CRYPT, BLF-CRYPT, MD5-CRYPT and CRYPT with one of these, ARGON2I,
/// ARGON2ID, PBKDF2, SCRAM-SHA-1 and SCRAM-SHA-256. Others, such as CRYPT with DES or yescrypt, are said to be unknown, and let nobody in.
/// </summary>
internal sealed record StoredSecret(string Scheme, string Data)
{
    /// <summary>As Dovecot has it where a password says none.</summary>
    public const string DefaultScheme = "CRYPT";

    private const int RoundsMax = 5_000_000;

    private static readonly string[] s_known =
    [
        "PLAIN", "CLEARTEXT", "CLEAR", "PLAIN-MD5", "SHA", "SHA1", "SSHA", "SHA256", "SSHA256", "SHA512", "SSHA512", "SMD5",
        "PBKDF2", "SCRAM-SHA-1", "SCRAM-SHA-256",
    ];

    /// <summary>Something here can compare it.</summary>
    public bool IsKnown => s_known.Contains(Name) || IsCrypt;

    // The data says which kind it is.
    private bool IsCrypt => Name is "CRYPT" or "SHA256-CRYPT" or "SHA512-CRYPT" or "BLF-CRYPT" or "MD5-CRYPT" or "MD5" or "ARGON2I" or "ARGON2ID"
        && (ShaCrypt.IsOne(Data) || Bcrypt.IsOne(Data) || Md5Crypt.IsOne(Data) || Argon2Text.IsOne(Data));

    private string Name => Scheme.Split('.')[0];

    public static StoredSecret Parse(string text, string defaultScheme)
    {
        var end = text.StartsWith('{') ? text.IndexOf('}', StringComparison.Ordinal) : -1;
        return end < 0 ? new(defaultScheme.ToUpperInvariant(), text) : new(text[1..end].ToUpperInvariant(), text[(end + 1)..]);
    }

    /// <param name="password">Prepared, in UTF-8.</param>
    public bool Verify(ReadOnlySpan<byte> password)
    {
        if (!IsKnown)
        {
            return false;
        }

        if (IsCrypt)
        {
            return ShaCrypt.IsOne(Data) ? ShaCrypt.Verify(password, Data)
                : Bcrypt.IsOne(Data) ? Bcrypt.Verify(password, Data)
                : Md5Crypt.IsOne(Data) ? Md5Crypt.Verify(password, Data)
                : Argon2Text.Verify(password, Data);
        }

        var octets = Octets();
        switch (Name)
        {
            case "PLAIN" or "CLEARTEXT" or "CLEAR":
                return CryptographicOperations.FixedTimeEquals(octets, password);
            case "PBKDF2":
                return VerifyPbkdf2(password);
            case "SCRAM-SHA-1" or "SCRAM-SHA-256":
                return TryReadScram(default, out var kept)
                    && CryptographicOperations.FixedTimeEquals(ScramKeys.Derive(default, HashOf(Name), password, kept.Salt.Span, kept.Iterations).StoredKey.Span, kept.StoredKey.Span);
            default:
                return VerifyDigest(password, octets);
        }
    }

    /// <summary>Keys of SCRAM that are kept, or that can be made of a password in the clear.</summary>
    public ScramKeys? Keys(AccountName account, ScramHash hash, Func<AccountName, ReadOnlyMemory<byte>> saltOf) => Name switch
    {
        "PLAIN" or "CLEARTEXT" or "CLEAR" => ScramKeys.Derive(account, hash, Octets(), saltOf(account).Span),
        "SCRAM-SHA-1" or "SCRAM-SHA-256" when HashOf(Name) == hash && TryReadScram(account, out var keys) => keys,
        _ => null,
    };

    /// <summary>The password itself, if it is kept.</summary>
    public byte[]? Clear() => Name is "PLAIN" or "CLEARTEXT" or "CLEAR" ? Octets() : null;

    private static ScramHash HashOf(string name) => name == "SCRAM-SHA-1" ? ScramHash.Sha1 : ScramHash.Sha256;

    private static byte[] FromBase64(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var count) ? octets[..count] : [];
    }

    private static byte[] FromHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];

    private byte[] Octets()
    {
        var encoding = Scheme.Split('.') is [_, var said] ? said : Name switch
        {
            "PLAIN" or "CLEARTEXT" or "CLEAR" => "",
            "PLAIN-MD5" => "HEX",
            _ => "B64",
        };
        return encoding switch
        {
            "" => Encoding.UTF8.GetBytes(Data),
            "HEX" => FromHex(Data),
            _ => FromBase64(Data),
        };
    }

#pragma warning disable CA5350, CA5351 // What others keep is what has to be compared.
    private bool VerifyDigest(ReadOnlySpan<byte> password, byte[] octets)
    {
        var (hash, length) = Name switch
        {
            "SHA" or "SHA1" or "SSHA" => (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
            "SHA256" or "SSHA256" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
            "SHA512" or "SSHA512" => (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
            _ => (HashAlgorithmName.MD5, MD5.HashSizeInBytes),
        };

        // The salt follows the digest, where there is one.
        var isSalted = Name.StartsWith("SS", StringComparison.Ordinal) || Name == "SMD5";
        if (octets.Length < length || (!isSalted && octets.Length != length))
        {
            return false;
        }

        var digest = CryptographicOperations.HashData(hash, [.. password, .. octets[length..]]);
        return CryptographicOperations.FixedTimeEquals(digest, octets.AsSpan(0, length));
    }

    // $1$salt$rounds$hash, with HMAC-SHA1 and the hash in hexadecimal.
    private bool VerifyPbkdf2(ReadOnlySpan<byte> password)
    {
        if (Data.Split('$') is not ["", "1", var salt, var count, var hash]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds is < 1 or > RoundsMax)
        {
            return false;
        }

        var derived = Rfc2898DeriveBytes.Pbkdf2(password, Encoding.UTF8.GetBytes(salt), rounds, HashAlgorithmName.SHA1, SHA1.HashSizeInBytes);
        return CryptographicOperations.FixedTimeEquals(derived, FromHex(hash));
    }
#pragma warning restore CA5350, CA5351

    // RFC 5803, without the name in front: iterations,salt,StoredKey,ServerKey.
    private bool TryReadScram(AccountName account, [NotNullWhen(true)] out ScramKeys? keys)
    {
        keys = Data.Split(',') is [var count, var salt, var stored, var server]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is >= 1 and <= RoundsMax
            && FromBase64(stored) is { } storedKey && storedKey.Length == ScramKeys.BytesOf(HashOf(Name))
                ? new(account, FromBase64(salt), rounds, storedKey, FromBase64(server))
                : null;
        return keys is not null;
    }
}
