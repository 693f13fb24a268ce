using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>
/// Passwords by Blowfish with an expensive key setup, after Provos and Mazières: <c>$2y$05$</c>, 22 letters of salt, 31 of the digest. The letters
/// <c>a</c>, <c>b</c> and <c>y</c> mean the same; <c>x</c> marks a library's old mistake, and is not compared.
/// </summary>
internal static class Bcrypt
{
    /// <summary>More is minutes for one login.</summary>
    private const int CostMax = 16;

    private const int CostMin = 4;
    private const int SaltBytes = 16;
    private const int SaltLetters = 22;
    private const int DigestLetters = 31;
    private const int KeyBytesMax = 72;
    private const int Rounds = 64;
    private const string Letters = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static bool IsOne(string stored) =>
        stored.Length == 7 + SaltLetters + DigestLetters && stored[0] == '$' && stored[1] == '2' && stored[2] is 'a' or 'b' or 'y' && stored[3] == '$' && stored[6] == '$'
        && int.TryParse(stored.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var cost) && cost is >= CostMin and <= CostMax;

    public static bool Verify(ReadOnlySpan<byte> password, string stored)
    {
        var cost = int.Parse(stored.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        return TryDecode(stored.AsSpan(7, SaltLetters), out var salt)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest(password, salt, cost)), Encoding.ASCII.GetBytes(stored[(7 + SaltLetters)..]));
    }

    private static string Digest(ReadOnlySpan<byte> password, byte[] salt, int cost)
    {
        // With the NUL that ends a text of C.
        byte[] key = [.. password[..Math.Min(password.Length, KeyBytesMax)], 0];
        key = key.Length > KeyBytesMax ? key[..KeyBytesMax] : key;

        var cipher = new Blowfish();
        cipher.Expand(salt, key);
        for (long round = 1L << cost; round > 0; round--)
        {
            cipher.Expand([], key);
            cipher.Expand([], salt);
        }

        var text = "OrpheanBeholderScryDoubt"u8.ToArray();
        for (var at = 0; at < text.Length; at += 8)
        {
            var block = text.AsSpan(at, 8);
            var (left, right) = (BinaryPrimitives.ReadUInt32BigEndian(block), BinaryPrimitives.ReadUInt32BigEndian(block[4..]));
            for (var round = 0; round < Rounds; round++)
            {
                cipher.Encrypt(ref left, ref right);
            }

            BinaryPrimitives.WriteUInt32BigEndian(block, left);
            BinaryPrimitives.WriteUInt32BigEndian(block[4..], right);
        }

        // The last octet was forgotten long ago, and so it stays.
        return Encode(text.AsSpan(..^1));
    }

    private static string Encode(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < octets.Length * 8; bit += 6)
        {
            var pair = (octets[bit / 8] << 8) | (bit / 8 + 1 < octets.Length ? octets[(bit / 8) + 1] : 0);
            text.Append(Letters[(pair >> (10 - (bit % 8))) & 63]);
        }

        return text.ToString();
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out byte[] octets)
    {
        octets = new byte[SaltBytes];
        var (bits, count, place) = (0, 0, 0);
        foreach (var letter in text)
        {
            var value = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (bits, count) = (((bits << 6) | value) & 0xFFFF, count + 6);
            if (count >= 8 && place < SaltBytes)
            {
                count -= 8;
                octets[place++] = (byte)(bits >> count);
            }
        }

        return true;
    }
}
