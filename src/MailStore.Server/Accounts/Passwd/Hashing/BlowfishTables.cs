using System.Numerics;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>
/// What Blowfish starts from: the hexadecimal digits of pi behind the point. They are worked out once, which takes some ten
/// milliseconds and is easier to believe than four kilobytes of numbers.
/// </summary>
internal static class BlowfishTables
{
    public const int Keys = 18;
    public const int Boxes = 4 * 256;

    private const int WordBits = 32;
    private const int GuardBits = 64;

    private static readonly Lazy<uint[]> s_words = new(Work);

    /// <summary>The subkeys, and behind them the four boxes.</summary>
    public static ReadOnlySpan<uint> Words => s_words.Value;

    private static uint[] Work()
    {
        // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239), in fixed point.
        var bits = ((Keys + Boxes) * WordBits) + GuardBits;
        var pi = (16 * ArcTan(5, bits)) - (4 * ArcTan(239, bits));
        var fraction = (pi & ((BigInteger.One << bits) - 1)) >> GuardBits;
        var words = new uint[Keys + Boxes];
        for (var place = words.Length - 1; place >= 0; place--, fraction >>= WordBits)
        {
            words[place] = (uint)(fraction & uint.MaxValue);
        }

        return words;
    }

    // arctan(1/x) = 1/x - 1/3x^3 + 1/5x^5 - ...
    private static BigInteger ArcTan(int x, int bits)
    {
        var power = (BigInteger.One << bits) / x;
        var sum = power;
        for (var odd = 3; !power.IsZero; odd += 2)
        {
            power /= -x * x;
            sum += power / odd;
        }

        return sum;
    }
}
