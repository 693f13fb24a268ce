using System.Globalization;

namespace MailStore.Generators.Emit;

/// <summary>Fixed text in words: a name for a constant, and what a person reads when it was expected.</summary>
internal static class Signs
{
    private const string EndOfLine = "\r\n";

    public static (string Name, string Text) Of(string upper) => (Name(upper), Text(upper));

    private static string Text(string upper)
    {
        if (upper is " " or "\"" or EndOfLine)
        {
            return upper == " " ? "a space" : upper == EndOfLine ? "the end of the line" : "a quote";
        }

        if (upper.EndsWith(EndOfLine, StringComparison.Ordinal))
        {
            return Text(upper.Substring(0, upper.Length - EndOfLine.Length)) + " and the end of the line";
        }

        if (upper[0] == ' ')
        {
            return "a space and " + Text(upper.Substring(1));
        }

        if (upper[upper.Length - 1] == ' ')
        {
            return Text(upper.Substring(0, upper.Length - 1)) + " and a space";
        }

        return upper.All(static c => c is >= ' ' and < '\x7F') ? "\"" + upper + "\"" : "octets " + Hex(upper);
    }

    // Letters and digits as they are, signs by their names, end of line as one word.
    private static string Name(string upper) => upper == EndOfLine
        ? "end of line"
        : string.Concat(upper.Replace(EndOfLine, "\n").Select(static c =>
            c < 128 && char.IsLetterOrDigit(c) ? c.ToString() : c == '\n' ? " end of line " : " " + (NameOf(c) ?? Hex(c.ToString())) + " "));

    private static string Hex(string text) => string.Concat(text.Select(static c => ((int)c).ToString("X2", CultureInfo.InvariantCulture)));

    private static string? NameOf(char sign) => sign switch
    {
        ' ' => "space",
        '!' => "exclamation",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "ampersand",
        '\'' => "apostrophe",
        '(' => "open paren",
        ')' => "close paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "open bracket",
        '\\' => "backslash",
        ']' => "close bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open brace",
        '|' => "bar",
        '}' => "close brace",
        '~' => "tilde",
        '\t' => "tab",
        '\r' => "cr",
        '\n' => "lf",
        _ => null,
    };
}
