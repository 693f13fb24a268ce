namespace MailStore.Generators.Abnf;

/// <summary>Quoted strings with or without a mark of case, and prose (RFC 5234 §2.3, RFC 7405 §2.2).</summary>
internal static class TextValue
{
    public static bool IsMark(char c) => c is 's' or 'S' or 'i' or 'I';

    // RFC 7405 §2.2: %i is what a string without a mark is, %s is exact.
    public static Draft? Marked(RuleCursor cursor, int start)
    {
        var caseSensitive = cursor.Current is 's' or 'S';
        cursor.Advance();
        if (cursor.Current == '"')
        {
            return Quoted(cursor, start, caseSensitive);
        }

        cursor.Fault("A quoted string must follow '%s' and '%i'.");
        return null;
    }

    public static Draft? Quoted(RuleCursor cursor, int start, bool caseSensitive)
    {
        var open = cursor.Position;
        cursor.Advance();
        while (cursor.Current is >= ' ' and <= '~' and not '"')
        {
            cursor.Advance();
        }

        if (cursor.Current != '"')
        {
            FaultInQuote(cursor, open, "quoted string", '"');
            return null;
        }

        var text = cursor.TextFrom(open + 1);
        cursor.Advance();
        var place = cursor.PlaceFrom(start);
        if (text.Length == 0)
        {
            return Draft.Empty(place);
        }

        // Without a letter either reading is the same; exact is the simpler one.
        return new Draft(DraftKind.Literal, place) { Text = text, CaseSensitive = caseSensitive || !text.Any(Syntax.IsAlpha) };
    }

    public static Draft? Prose(RuleCursor cursor, int start)
    {
        cursor.Advance();
        while (cursor.Current is >= ' ' and <= '~' and not '>')
        {
            cursor.Advance();
        }

        if (cursor.Current != '>')
        {
            FaultInQuote(cursor, start, "prose value", '>');
            return null;
        }

        var text = cursor.TextFrom(start + 1);
        cursor.Advance();
        return new Draft(DraftKind.Prose, cursor.PlaceFrom(start)) { Text = text };
    }

    private static void FaultInQuote(RuleCursor cursor, int open, string what, char close)
    {
        if (cursor.AtEnd || cursor.Current is '\r' or '\n')
        {
            cursor.Fault("ABNF0001", cursor.PlaceFrom(open), $"This {what} is not closed: '{close}' is missing on its line.");
        }
        else
        {
            cursor.Fault($"Only printable US-ASCII may stand in a {what}: write other octets as numeric values, such as %xC3.A9.");
        }
    }
}
