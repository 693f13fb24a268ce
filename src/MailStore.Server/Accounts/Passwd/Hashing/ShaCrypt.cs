using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>Passwords as crypt(3) of the GNU C library keeps them: <c>$5$salt$hash</c> and <c>$6$rounds=10000$salt$hash</c>.</summary>
internal static class ShaCrypt
{
    private const int DefaultRounds = 5000;
    private const int RoundsMin = 1000;

    /// <summary>The library takes up to 999,999,999: that is minutes for one login.</summary>
    private const int RoundsMax = 5_000_000;

    private const int SaltLettersMax = 16;
    private const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly byte[] s_order256 =
    [
        20, 10, 0, 11, 1, 21, 2, 22, 12, 23, 13, 3, 14, 4, 24, 5, 25, 15, 26, 16, 6, 17, 7, 27, 8, 28, 18, 29, 19, 9,
    ];

    private static readonly byte[] s_order512 =
    [
        42, 21, 0, 1, 43, 22, 23, 2, 44, 45, 24, 3, 4, 46, 25, 26, 5, 47, 48, 27, 6, 7, 49, 28, 29, 8, 50, 51, 30, 9, 10, 52, 31, 32, 11, 53, 54, 33, 12,
        13, 55, 34, 35, 14, 56, 57, 36, 15, 16, 58, 37, 38, 17, 59, 60, 39, 18, 19, 61, 40, 41, 20, 62,
    ];

    public static bool IsOne(string stored) => stored.StartsWith("$5$", StringComparison.Ordinal) || stored.StartsWith("$6$", StringComparison.Ordinal);

    public static bool Verify(ReadOnlySpan<byte> password, string stored)
    {
        var parts = stored.Split('$');
        var (at, rounds, isExplicit) = (2, DefaultRounds, false);
        if (parts.Length == 5 && parts[2].StartsWith("rounds=", StringComparison.Ordinal))
        {
            if (!int.TryParse(parts[2].AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out rounds))
            {
                return false;
            }

            (at, rounds, isExplicit) = (3, Math.Clamp(rounds, RoundsMin, RoundsMax), true);
        }

        if (parts.Length != at + 2 || (!isExplicit && parts.Length != 4))
        {
            return false;
        }

        var salt = Encoding.UTF8.GetBytes(parts[at][..Math.Min(parts[at].Length, SaltLettersMax)]);
        var hash = parts[1] == "5" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;
        var digest = Digest(password.ToArray(), salt, rounds, hash);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Encode(digest)), Encoding.ASCII.GetBytes(parts[at + 1]));
    }

    // In the words of the specification, Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512": its numbers of steps are at the lines.
    private static byte[] Digest(byte[] password, byte[] salt, int rounds, HashAlgorithmName name)
    {
        using var hash = IncrementalHash.CreateHash(name);

        // 4-8
        hash.AppendData(password);
        hash.AppendData(salt);
        hash.AppendData(password);
        var other = hash.GetHashAndReset();

        // 1-3, 9-12
        hash.AppendData(password);
        hash.AppendData(salt);
        hash.AppendData(Repeat(other, password.Length));
        for (var bits = password.Length; bits > 0; bits >>= 1)
        {
            hash.AppendData((bits & 1) != 0 ? other : password);
        }

        var digest = hash.GetHashAndReset();

        // 13-16
        for (var number = 0; number < password.Length; number++)
        {
            hash.AppendData(password);
        }

        var p = Repeat(hash.GetHashAndReset(), password.Length);

        // 17-20
        for (var number = 0; number < 16 + digest[0]; number++)
        {
            hash.AppendData(salt);
        }

        var s = Repeat(hash.GetHashAndReset(), salt.Length);

        // 21
        for (var round = 0; round < rounds; round++)
        {
            hash.AppendData((round & 1) != 0 ? p : digest);
            if (round % 3 != 0)
            {
                hash.AppendData(s);
            }

            if (round % 7 != 0)
            {
                hash.AppendData(p);
            }

            hash.AppendData((round & 1) != 0 ? digest : p);
            hash.TryGetHashAndReset(digest, out _);
        }

        return digest;
    }

    private static byte[] Repeat(byte[] octets, int length)
    {
        var repeated = new byte[length];
        for (var at = 0; at < length; at++)
        {
            repeated[at] = octets[at % octets.Length];
        }

        return repeated;
    }

    // 22: three octets are four letters, the low bits first.
    private static string Encode(byte[] digest)
    {
        var text = new StringBuilder();
        var order = digest.Length == 32 ? s_order256 : s_order512;
        for (var at = 0; at < order.Length; at += 3)
        {
            Append(text, (digest[order[at + 2]] << 16) | (digest[order[at + 1]] << 8) | digest[order[at]], 4);
        }

        return (digest.Length == 32 ? Append(text, (digest[31] << 8) | digest[30], 3) : Append(text, digest[63], 2)).ToString();
    }

    private static StringBuilder Append(StringBuilder text, int bits, int letters)
    {
        for (; letters > 0; letters--, bits >>= 6)
        {
            text.Append(Letters[bits & 63]);
        }

        return text;
    }
}
