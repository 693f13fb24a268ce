using System.Text;

namespace MailStore.Generators.Model;

/// <summary>
/// The C# name of a rule or of a keyword: <c>uid-expunge</c> becomes <c>UidExpunge</c>, <c>rfc822.size</c> becomes <c>Rfc822Size</c>.
/// Case in the source is ignored, since rule names and keywords have none: <c>UID-EXPUNGE</c> gives the same name.
/// </summary>
internal static class PascalName
{
    /// <summary>Stands before a digit, which cannot begin a C# name: <c>8bitmime</c> becomes <c>N8bitmime</c>.</summary>
    private const char DigitPrefix = 'N';

    /// <returns>The name; empty where <paramref name="text"/> has no letter and no digit, so that the caller can ask for a <c>;@ name</c>.</returns>
    public static string Of(string text)
    {
        var name = new StringBuilder(text.Length + 1);
        var startsWord = true;
        foreach (var c in text)
        {
            if (IsLetter(c))
            {
                name.Append(startsWord ? Upper(c) : Lower(c));
                startsWord = false;
            }
            else if (c is >= '0' and <= '9')
            {
                if (name.Length == 0)
                {
                    name.Append(DigitPrefix);
                }

                name.Append(c);
                startsWord = false;
            }
            else
            {
                startsWord = true;
            }
        }

        return name.ToString();
    }

    // ASCII only: char.ToUpperInvariant would turn a dotless i into something that is no ASCII name.
    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static char Upper(char c) => (char)(c & ~0x20);

    private static char Lower(char c) => (char)(c | 0x20);
}
