using System.Globalization;
using System.Text;
using MailStore.Mime.Text;

namespace MailStore.Engine.Search.Terms;

/// <summary>What each character is folded to, and of which kind that is: made once of <see cref="FoldedText"/>, so that the index folds as the search does.</summary>
internal static class FoldTable
{
    /// <summary>Folded to several: <see cref="Casemap"/> says which.</summary>
    public const char Several = char.MaxValue;

    private static readonly (char First, char Last)[] s_pairs =
    [
        ('\u0E00', '\u0EFF'), // Thai, Lao
        ('\u1000', '\u109F'), // Myanmar
        ('\u1780', '\u17FF'), // Khmer
        ('\u3040', '\u312F'), // Hiragana, Katakana, Bopomofo
        ('\u31A0', '\u31FF'),
        ('\u3400', '\u4DBF'), // Ideographs
        ('\u4E00', '\u9FFF'),
        ('\uF900', '\uFAFF'),
        ('\uFF66', '\uFF9F'),
    ];

    /// <summary>By character; surrogates are not in it.</summary>
    public static char[] Folded { get; } = MakeFolded();

    /// <summary>Kind of the folded character, by character; of nothing where it is several.</summary>
    public static TermKind[] Kinds { get; } = MakeKinds();

    /// <summary>Of a character that was folded.</summary>
    public static TermKind KindOf(Rune folded)
    {
        if (!folded.IsBmp)
        {
            return folded.Value is >= 0x20000 and <= 0x3FFFF ? TermKind.Pair : KindOf(Rune.GetUnicodeCategory(folded));
        }

        var character = (char)folded.Value;
        return character == ' ' ? TermKind.Blank
            : Array.Exists(s_pairs, pair => character >= pair.First && character <= pair.Last) ? TermKind.Pair
            : KindOf(char.GetUnicodeCategory(character));
    }

    private static char[] MakeFolded()
    {
        var folded = new char[char.MaxValue + 1];
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        for (var character = 0; character < folded.Length; character++)
        {
            var fold = new FoldedText();
            folded[character] = char.IsSurrogate((char)character) ? (char)character : fold.Fold((char)character, parts) == 1 ? parts[0] : Several;
        }

        return folded;
    }

    private static TermKind[] MakeKinds()
    {
        var kinds = new TermKind[char.MaxValue + 1];
        for (var character = 0; character < kinds.Length; character++)
        {
            kinds[character] = Folded[character] != Several && Rune.TryCreate(Folded[character], out var rune) ? KindOf(rune) : TermKind.Blank;
        }

        return kinds;
    }

    private static TermKind KindOf(UnicodeCategory category) =>
        category is <= UnicodeCategory.OtherNumber ? TermKind.Word : TermKind.Mark;
}
