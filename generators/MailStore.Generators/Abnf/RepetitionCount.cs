using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>The counts before a repeated element (RFC 5234 §3.6, §3.7).</summary>
internal static class RepetitionCount
{
    private const int CountMax = 65_535;

    /// <summary>Reads <c>n</c>, <c>n*</c>, <c>*m</c>, <c>n*m</c> or <c>*</c>; false after a fault.</summary>
    public static bool Parse(RuleCursor cursor, out int min, out int max)
    {
        var start = cursor.Position;
        max = RepeatElement.Unbounded;
        var hasMin = Syntax.IsDigit(cursor.Current);
        if (!Count(cursor, 0, out min))
        {
            return false;
        }

        if (cursor.Current == '#')
        {
            cursor.Advance();
            var counted = Count(cursor, max, out max);
            cursor.Fault(
                "ABNF0010", cursor.PlaceFrom(start), "'#' is the list operator of RFC 822: write 'x *(\",\" x)', and put it in '[' ']' where it may be empty.");
            return counted;
        }

        if (cursor.Take('*'))
        {
            return Count(cursor, RepeatElement.Unbounded, out max);
        }

        max = hasMin ? min : max;
        return true;
    }

    private static bool Count(RuleCursor cursor, int absent, out int count)
    {
        var start = cursor.Position;
        count = 0;
        for (; Syntax.IsDigit(cursor.Current); cursor.Advance())
        {
            count = Math.Min((count * 10) + (cursor.Current - '0'), CountMax + 1);
        }

        if (cursor.Position == start)
        {
            count = absent;
        }
        else if (count > CountMax)
        {
            cursor.Fault("ABNF0001", cursor.PlaceFrom(start), $"The repetition count is larger than {CountMax}.");
            return false;
        }

        return true;
    }
}
