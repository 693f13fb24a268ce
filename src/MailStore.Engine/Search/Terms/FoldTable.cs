using System.Globalization;
using System.Text;
using MailStore.Mime.Text;

namespace MailStore.Engine.Search.Terms;

/// <summary>What each character is folded to, and of which kind that is: made once of <see cref="FoldedText"/>, so that the index folds as the search does.</summary>
internal static class FoldTable
{
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

    /// <summary>Kind of the folded character, by character.</summary>
    public static TermKind[] Kinds { get; } = MakeKinds();

    public static TermKind KindOf(Rune rune) =>
        rune.IsBmp ? Kinds[rune.Value]
        : rune.Value is >= 0x20000 and <= 0x3FFFF ? TermKind.Pair
        : KindOf(Rune.GetUnicodeCategory(rune));

    private static char[] MakeFolded()
    {
        var folded = new char[char.MaxValue + 1];
        Span<char> pair = stackalloc char[2];
        for (var character = 0; character < folded.Length; character++)
        {
            var fold = new FoldedText();
            folded[character] = !char.IsSurrogate((char)character) && fold.Fold((char)character, pair) == 1 ? pair[0] : (char)character;
        }

        return folded;
    }

    private static TermKind[] MakeKinds()
    {
        var kinds = new TermKind[char.MaxValue + 1];
        for (var character = 0; character < kinds.Length; character++)
        {
            var folded = Folded[character];
            kinds[character] = folded == ' ' ? TermKind.Blank
                : Array.Exists(s_pairs, pair => folded >= pair.First && folded <= pair.Last) ? TermKind.Pair
                : KindOf(char.GetUnicodeCategory(folded));
        }

        return kinds;
    }

    private static TermKind KindOf(UnicodeCategory category) =>
        category is <= UnicodeCategory.OtherNumber ? TermKind.Word : TermKind.Mark;
}
