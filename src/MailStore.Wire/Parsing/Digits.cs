using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MailStore.Wire.Parsing;

/// <summary>
/// Reads decimal numbers sixteen octets at a time, for generated code only. A loop over digits leaves at another place with
/// each number, and that exit is guessed wrong.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Digits
{
    private const int Octets = 16;

    /// <summary>The end of the digits from <paramref name="at"/> on, which is there if there are none; a negative number if they say too much.</summary>
    /// <param name="max">The largest value.</param>
    /// <param name="countMax">The largest number of digits, at least sixteen: more are not looked at.</param>
    /// <param name="expected">What to say where the value is larger.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Read(ref Scan x, nint at, ulong max, int countMax, int expected, out ulong value)
    {
        // Most numbers have at most seven digits: a word of the frame is known sooner than a vector.
        var word = Load.U64(ref x.F, at) ^ 0x3030303030303030;
        var others = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
        if (others != 0)
        {
            var bits = BitOperations.TrailingZeroCount(others);
            // The last digit goes to the last place; in two steps, as none at all would shift by 64.
            value = EightDigits(word << ~bits << 8);
            return value <= max ? at + (nint)((uint)bits >> 3) : ReadLong(ref x, at, max, countMax, expected, out value);
        }

        return ReadSixteen(ref x, at, max, countMax, expected, out value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ReadSixteen(ref Scan x, nint at, ulong max, int countMax, int expected, out ulong value)
    {
        var digits = Vector128.LoadUnsafe(ref Unsafe.Add(ref x.F, at)) - Vector128.Create((byte)'0');
        var count = BitOperations.TrailingZeroCount(Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits() | (1u << Octets));
        // The last digit goes to the last place; what a negative index chooses is zero.
        var places = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector128.Create((byte)(count - Octets));
        value = ValueOf(Vector128.ShuffleNative(digits, places));
        return count < Octets && value <= max ? at + count : ReadLong(ref x, at, max, countMax, expected, out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ValueOf(Vector128<byte> digits)
    {
        if (Sse41.IsSupported)
        {
            var pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create(10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1));
            var fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(100, 1, 100, 1, 100, 1, 100, 1));
            var eights = Sse2.MultiplyAddAdjacent(Sse41.PackUnsignedSaturate(fours, fours).AsInt16(), Vector128.Create(10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1)).AsUInt64().ToScalar();
            return ((eights & uint.MaxValue) * 100_000_000) + (eights >> 32);
        }

        var halves = digits.AsUInt64();
        return (EightDigits(halves.ToScalar()) * 100_000_000) + EightDigits(halves.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    // Pairs, then two fours at once, added by the multiplication.
    private static ulong EightDigits(ulong digits)
    {
        var pairs = (digits * 10) + (digits >> 8);
        return (((pairs & 0x000000FF_000000FF) * 0x000F4240_00000064) + (((pairs >> 16) & 0x000000FF_000000FF) * 0x00002710_00000001)) >> 32;
    }

    // Digit by digit: the one that is too much is where it fails.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ReadLong(ref Scan x, nint at, ulong max, int countMax, int expected, out ulong value)
    {
        value = 0;
        for (var count = 0; count < countMax; count++, at++)
        {
            var digit = (ulong)(uint)(Load.U8(ref x.F, at) - '0');
            if (digit > 9)
            {
                break;
            }

            if (digit > max || value > (max - digit) / 10)
            {
                return x.Fail(at, expected);
            }

            value = (value * 10) + digit;
        }

        return at;
    }
}
