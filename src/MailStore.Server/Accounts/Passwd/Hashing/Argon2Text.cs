using System.Globalization;
using System.Security.Cryptography;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>Argon2 as libsodium writes it: <c>$argon2id$v=19$m=65536,t=3,p=1$salt$digest</c>.</summary>
internal static class Argon2Text
{
    /// <summary>KiB; more than a gibibyte for one login is no login.</summary>
    private const int MemoryMax = 1024 * 1024;

    private const int PassesMax = 100;
    private const int LanesMax = 64;
    private const int DigestBytesMin = 4;
    private const int DigestBytesMax = 512;

    public static bool IsOne(string stored) => TryRead(stored, out _, out _, out _);

    public static bool Verify(ReadOnlySpan<byte> password, string stored) =>
        TryRead(stored, out var argon, out var salt, out var digest) && CryptographicOperations.FixedTimeEquals(argon.Digest(password, salt, digest.Length), digest);

    private static bool TryRead(string stored, out Argon2 argon, out byte[] salt, out byte[] digest)
    {
        (argon, salt, digest) = (null!, [], []);
        if (stored.Split('$') is not ["", "argon2i" or "argon2id", "v=19", var costs, var salted, var hashed]
            || costs.Split(',') is not [var m, var t, var p]
            || !TryNumber(m, "m=", MemoryMax, out var memory) || !TryNumber(t, "t=", PassesMax, out var passes) || !TryNumber(p, "p=", LanesMax, out var lanes)
            || memory < 8 * lanes)
        {
            return false;
        }

        (salt, digest) = (FromBase64(salted), FromBase64(hashed));
        argon = new(stored.StartsWith("$argon2i$", StringComparison.Ordinal), memory, passes, lanes);
        return salt.Length > 0 && digest.Length is >= DigestBytesMin and <= DigestBytesMax;
    }

    private static bool TryNumber(string text, string name, int most, out int number)
    {
        number = 0;
        return text.StartsWith(name, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
    }

    // Without the signs that fill it up.
    private static byte[] FromBase64(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), octets, out var count) ? octets[..count] : [];
    }
}
