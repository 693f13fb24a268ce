using System.Text;
using MailStore.Generators.Diagnostics;

namespace MailStore.Generators.Abnf;

/// <summary>Numeric values: <c>%x41</c>, <c>%d13.10</c>, <c>%b1000001-1011010</c> (RFC 5234 §2.3).</summary>
internal static class NumericValue
{
    /// <summary>The dialect knows octets only (grammars/README.md).</summary>
    private const int ValueMax = 0xFF;

    /// <param name="cursor">Stands on the base letter, behind the percent sign.</param>
    /// <param name="start">Where the percent sign is.</param>
    public static Draft? Parse(RuleCursor cursor, int start)
    {
        var radix = cursor.Current switch
        {
            'x' or 'X' => 16,
            'd' or 'D' => 10,
            'b' or 'B' => 2,
            _ => 0,
        };
        if (radix == 0)
        {
            cursor.Fault("Behind '%' comes 'x', 'd' or 'b' and a number, or 's' or 'i' and a quoted string.");
            return null;
        }

        cursor.Advance();
        var first = Number(cursor, radix);
        if (first < 0)
        {
            return null;
        }

        if (cursor.Take('-'))
        {
            return Range(cursor, start, first, radix);
        }

        var octets = new StringBuilder().Append((char)first);
        while (cursor.Take('.'))
        {
            var next = Number(cursor, radix);
            if (next < 0)
            {
                return null;
            }

            octets.Append((char)next);
        }

        if (cursor.Current == '-')
        {
            cursor.Fault("A range cannot follow a concatenation: write two numeric values.");
            return null;
        }

        return new Draft(DraftKind.Literal, cursor.PlaceFrom(start)) { Text = octets.ToString(), CaseSensitive = true };
    }

    private static Draft? Range(RuleCursor cursor, int start, int first, int radix)
    {
        var last = Number(cursor, radix);
        if (last < 0)
        {
            return null;
        }

        if (last < first)
        {
            cursor.Fault("ABNF0001", cursor.PlaceFrom(start), $"The range '{cursor.TextFrom(start)}' ends before it begins.");
            return null;
        }

        if (cursor.Current is '.' or '-')
        {
            cursor.Fault($"'{cursor.Current}' cannot follow a range: write two numeric values.");
            return null;
        }

        var place = cursor.PlaceFrom(start);
        return first == last
            ? new Draft(DraftKind.Literal, place) { Text = ((char)first).ToString(), CaseSensitive = true }
            : new Draft(DraftKind.Range, place) { From = first, To = last };
    }

    /// <returns>The value, or -1 after a fault.</returns>
    private static int Number(RuleCursor cursor, int radix)
    {
        var start = cursor.Position;
        var value = 0;
        for (int digit; (digit = Syntax.DigitOf(cursor.Current, radix)) >= 0; cursor.Advance())
        {
            // Stays above the limit once it is, and cannot overflow.
            value = Math.Min((value * radix) + digit, ValueMax + 1);
        }

        if (cursor.Position == start)
        {
            cursor.Fault(radix switch
            {
                16 => "A hexadecimal digit is missing.",
                10 => "A decimal digit is missing.",
                _ => "A binary digit is missing.",
            });
            return -1;
        }

        if (value > ValueMax)
        {
            TextPlace place = cursor.PlaceFrom(start);
            cursor.Fault("ABNF0001", place, $"'{cursor.TextFrom(start)}' is larger than an octet: the largest value is %xFF.");
            return -1;
        }

        return value;
    }
}
