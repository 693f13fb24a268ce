using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace MailStore.Wire.Parsing;

/// <summary>
/// Finds the end of a list of plain items in one go, for generated code only: masks of neighbouring octets tell whether
/// every separator stands between two items. What is not that plain is left to a look at each item.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lists
{
    /// <summary>The end of words of one set with one separator between each two; -1 if they end in another way.</summary>
    /// <param name="rows">The set, as in <see cref="Run"/>; the separator is none of it.</param>
    public static nint EndOfWords(ref byte frame, nint at, Vector128<byte> rows, byte separator)
    {
        // In front of the first word as behind a separator.
        var behind = 1UL;
        while (true)
        {
            var word = ~Run.Outside64(ref frame, at, rows);
            var between = Run.Are64(ref frame, at, separator);
            var stop = ~(word | between) | (between & ((between << 1) | behind));
            if (stop != 0)
            {
                var count = BitOperations.TrailingZeroCount(stop);
                return ((((word << 1) | (behind ^ 1)) >> count) & 1) != 0 ? at + count : -1;
            }

            behind = between >> 63;
            at += 64;
        }
    }

    /// <summary>
    /// The end of numbers and pairs of numbers, as in <c>1,4:7,9:*</c>; -1 if it is not among 64 octets, a number has more than
    /// nine digits, or anything stands where it must not.
    /// </summary>
    /// <param name="between">Stands between the numbers of a pair.</param>
    /// <param name="any">Stands for a number.</param>
    /// <param name="isNonZero">No number starts with 0.</param>
    public static nint EndOfRanges(ref byte frame, nint at, byte separator, byte between, byte any, bool isNonZero)
    {
        var digits = Run.AreDigits64(ref frame, at);
        var pairs = Run.Are64(ref frame, at, between);
        var anys = Run.Are64(ref frame, at, any);
        var count = BitOperations.TrailingZeroCount(~(digits | pairs | anys | Run.Are64(ref frame, at, separator)));
        if (count == 64)
        {
            return -1;
        }

        var inside = (1UL << count) - 1;
        digits &= inside;
        pairs &= inside;
        anys &= inside;
        var numbers = digits | anys;
        var firsts = numbers & ~(numbers << 1);
        // Two digits, four, eight, ten in a row.
        var many = digits & (digits >> 1);
        many &= many >> 2;
        many &= (many >> 4) & (digits >> 8) & (digits >> 9);
        // What is no number has a number on both sides; a sum carries from behind a colon to behind its number, where no other may stand.
        var wrong = (inside & ~numbers & ((~numbers << 1) | ~(numbers >> 1) | 1))
            | (anys & ((numbers << 1) | (numbers >> 1)))
            | (pairs & ~numbers & (numbers + (pairs << 1)))
            | many;
        if (isNonZero)
        {
            wrong |= firsts & Run.Are64(ref frame, at, (byte)'0');
        }

        return wrong == 0 && count > 0 ? at + count : -1;
    }
}
