using System.Text;

namespace MailStore.Abstractions.Unicode;

/// <summary>
/// The collation i;unicode-casemap (RFC 5051), which SORT and THREAD compare text by: upper case, taken apart, in the order of the
/// octets of UTF-8. Taken apart canonically only: compatibility characters sort behind the letters that they stand for.
/// </summary>
public static class Casemap
{
    /// <summary>Octets that compare as the texts do.</summary>
    public static byte[] KeyOf(ReadOnlySpan<char> text) => Ascii.IsValid(text) ? OfAscii(text) : OfAny(text);

    private static byte[] OfAscii(ReadOnlySpan<char> text)
    {
        var key = new byte[text.Length];
        Ascii.ToUpper(text, key, out _);
        return key;
    }

    private static byte[] OfAny(ReadOnlySpan<char> text)
    {
        var runes = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            FormC.Decompose(Rune.ToUpperInvariant(rune).Value, runes);
        }

        FormC.Reorder(runes);
        var octets = new byte[4 * runes.Count];
        var used = 0;
        foreach (var rune in runes)
        {
            used += new Rune(rune).EncodeToUtf8(octets.AsSpan(used));
        }

        return octets[..used];
    }
}
