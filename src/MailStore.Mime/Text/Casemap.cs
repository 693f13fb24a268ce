using System.Buffers;
using System.Text;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Text;

/// <summary>
/// The collation i;unicode-casemap (RFC 5051), by which text is looked for and messages are ordered (RFC 5255 §4): title case, and
/// then taken apart, compatibility characters too. What is an accent is a character of its own then, behind its letter.
/// </summary>
public static class Casemap
{
    /// <summary>Characters that one can become, at most.</summary>
    public const int FoldedMax = 18;

    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int VowelCount = 21, TailCount = 28;
    private const int HangulCount = 19 * VowelCount * TailCount;

    /// <param name="character">Half of a pair is taken as it is.</param>
    /// <param name="folded">Room for <see cref="FoldedMax"/>.</param>
    /// <returns>How many characters there are for this one.</returns>
    public static int Fold(char character, Span<char> folded)
    {
        var one = CasemapTable.One[character];
        if (one == CasemapTable.Several)
        {
            return FoldSeveral(character, folded);
        }

        folded[0] = one;
        return 1;
    }

    public static int Fold(Rune rune, Span<char> folded) => rune.IsBmp ? Fold((char)rune.Value, folded) : FoldSeveral(rune.Value, folded);

    /// <summary>Writes octets that compare as the texts do.</summary>
    public static void WriteKey(ReadOnlySpan<char> text, OctetBuffer key)
    {
        var room = key.GetSpan(text.Length);
        if (Ascii.ToUpper(text, room, out var written) == OperationStatus.Done)
        {
            key.Advance(written);
            return;
        }

        // RFC 5051 §2: the order is that of UTF-8, which UTF-16 does not have.
        Span<char> parts = stackalloc char[FoldedMax];
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = parts[..Fold(rune, parts)];
            key.Advance(Encoding.UTF8.GetBytes(folded, key.GetSpan(3 * folded.Length)));
        }
    }

    private static int FoldSeveral(int code, Span<char> folded)
    {
        var syllable = code - HangulBase;
        if (syllable is >= 0 and < HangulCount)
        {
            folded[0] = (char)(LeadBase + (syllable / (VowelCount * TailCount)));
            folded[1] = (char)(VowelBase + (syllable / TailCount % VowelCount));
            folded[2] = (char)(TailBase + (syllable % TailCount));
            return syllable % TailCount == 0 ? 2 : 3;
        }

        if (CasemapTable.More.TryGetValue(code, out var parts))
        {
            parts.CopyTo(folded);
            return parts.Length;
        }

        return new Rune(code).EncodeToUtf16(folded);
    }
}
