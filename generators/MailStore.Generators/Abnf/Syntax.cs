using Microsoft.CodeAnalysis.CSharp;

namespace MailStore.Generators.Abnf;

/// <summary>Character classes of ABNF itself.</summary>
internal static class Syntax
{
    public static bool IsAlpha(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsBlank(char c) => c is ' ' or '\t';

    /// <summary>Inside a rule an end of line is white space too: which lines belong to the rule was decided before.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    /// <summary>Underscore is RFC 822 notation; it is read as part of the name, and reported.</summary>
    public static bool IsNamePart(char c) => IsAlpha(c) || IsDigit(c) || c is '-' or '_';

    public static bool IsRuleName(string text)
    {
        if (text.Length == 0 || !IsAlpha(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!IsAlpha(c) && !IsDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether emitted code can call something so: an identifier that is no word of C#.</summary>
    public static bool IsCSharpName(string text) =>
        SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None;

    // RFC 5234 §2.1: rule names are case-insensitive. They are ASCII, so the invariant lower case is the right one.
    public static string Canonical(string name) => name.ToLowerInvariant();

    /// <summary>Value of a digit in a base, or -1.</summary>
    public static int DigitOf(char c, int radix)
    {
        var value = c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'f' => c - 'a' + 10,
            >= 'A' and <= 'F' => c - 'A' + 10,
            _ => radix,
        };
        return value < radix ? value : -1;
    }
}
