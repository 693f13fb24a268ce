using System.Security.Cryptography;
using System.Text;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>Passwords as FreeBSD kept them first: <c>$1$salt$hash</c>, a thousand rounds of MD5.</summary>
internal static class Md5Crypt
{
    private const int Rounds = 1000;
    private const int SaltLettersMax = 8;
    private const string Mark = "$1$";
    private const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static bool IsOne(string stored) => stored.StartsWith(Mark, StringComparison.Ordinal) && stored.Split('$').Length == 4;

    public static bool Verify(ReadOnlySpan<byte> password, string stored)
    {
        var parts = stored.Split('$');
        var salt = Encoding.UTF8.GetBytes(parts[2][..Math.Min(parts[2].Length, SaltLettersMax)]);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Encode(Digest(password.ToArray(), salt))), Encoding.ASCII.GetBytes(parts[3]));
    }

#pragma warning disable CA5351 // What others keep is what has to be compared.
    private static byte[] Digest(byte[] password, byte[] salt)
    {
        var other = MD5.HashData([.. password, .. salt, .. password]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(password);
        hash.AppendData(Encoding.ASCII.GetBytes(Mark));
        hash.AppendData(salt);
        for (var left = password.Length; left > 0; left -= other.Length)
        {
            hash.AppendData(other.AsSpan(0, Math.Min(left, other.Length)));
        }

        for (var bits = password.Length; bits > 0; bits >>= 1)
        {
            hash.AppendData((bits & 1) != 0 ? [0] : password.AsSpan(0, 1));
        }

        var digest = hash.GetHashAndReset();
        for (var round = 0; round < Rounds; round++)
        {
            hash.AppendData((round & 1) != 0 ? password : digest);
            hash.AppendData(round % 3 != 0 ? salt : []);
            hash.AppendData(round % 7 != 0 ? password : []);
            hash.AppendData((round & 1) != 0 ? digest : password);
            hash.TryGetHashAndReset(digest, out _);
        }

        return digest;
    }
#pragma warning restore CA5351

    // Three octets are four letters, the low bits first; of six apart each, and the fifth behind the fifteenth.
    private static string Encode(byte[] digest)
    {
        var text = new StringBuilder();
        for (var at = 0; at < 5; at++)
        {
            Append(text, (digest[at] << 16) | (digest[at + 6] << 8) | digest[at == 4 ? 5 : at + 12], 4);
        }

        return Append(text, digest[11], 2).ToString();
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
