using MailStore.Engine.Search.Terms;
using MailStore.Mime.Text;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>Text of any characters, in any pieces: what a look into it finds, its terms allow; and what they say for certain, the look finds.</summary>
public sealed class HostileTextTests
{
    // Halves of characters, accents that stand alone or with what is before them, blanks of all kinds, letters that fold to several or to blanks,
    // scripts without blanks, and what has more than 16 bits.
    private static readonly string[] s_bits =
    [
        "\uD83D", "\uDE00", "\uD83D\uDE00", "\uD842\uDFB7", "\uD835\uDD18", "\u0301", "\u00B4", "\u00A8", "e\u0301", "é", "\u00A0", "\u0085", "\u2028", "\u3000", "\t", "\r\n", " ", "  ",
        "ﬁ", "½", "ß", "ẞ", "İ", "ı", "ſ", "Å", "㎏", "㍿", "한", "\u1112\u1161\u11AB", "ก", "ำ", "東", "京", "ｱ", "ﾞ", "がぎ", "\uFFFD", "\0", "\u001C", "-", "...", "a", "B", "word", "0123456789", "\u200D", "\uFFFF",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Terms_and_a_look_into_the_text_agree(int seed)
    {
        var dice = new Dice((ulong)seed);
        var (tokenizer, table, found) = (new Tokenizer(), new TermTable(), 0);
        for (var round = 0; round < 150; round++)
        {
            var text = Roll(dice);
            var pieces = Cut(dice, text);
            table.Clear();
            tokenizer.Begin(table);
            pieces.ForEach(piece => tokenizer.Take(piece));
            tokenizer.End();
            table.EndMessage();
            var terms = Terms(table);
            for (var times = 0; times < 20; times++)
            {
                found += Check(NeedleOf(dice, text), pieces, terms) ? 1 : 0;
            }
        }

        Assert.InRange(found, 1000, 3000);
    }

    private static bool Check(string needle, List<string> pieces, byte[] terms)
    {
        var scan = new NeedleScan(new Needle(needle));
        pieces.ForEach(piece => scan.Take(piece));
        var isFound = scan.IsFound(0);
        var plan = NeedlePlan.Of(needle);
        var isWhole = terms.AsSpan().IndexOf(plan.Whole) >= 0;
        Assert.True(!isFound || plan.Patterns.All(pattern => terms.AsSpan().IndexOf(pattern) >= 0), $"'{needle}' is in '{string.Concat(pieces)}', and its terms say it is not.");
        Assert.True(isFound || !(plan.IsEmpty || (plan.IsOfOneTerm && isWhole)), $"'{needle}' is not in '{string.Concat(pieces)}', and its terms say it is.");
        Assert.True(plan.IsEmpty || !plan.IsExact || isWhole == isFound, $"'{needle}' in '{string.Concat(pieces)}'");
        return isFound;
    }

    private static string Roll(Dice dice)
    {
        var (text, isLong) = (new System.Text.StringBuilder(), dice.Percent(30));
        for (var bits = isLong ? dice.Between(500, 2500) : dice.Between(1, 60); bits > 0; bits--)
        {
            text.Append(dice.Pick(s_bits), 0, 1);
            text.Append(dice.Percent(90) ? dice.Pick(s_bits) : new string('x', dice.Between(1, 100)));
        }

        return text.ToString();
    }

    private static List<string> Cut(Dice dice, string text)
    {
        var (pieces, most) = (new List<string>(), dice.Pick([1, 7, 64, 1024, 5000]));
        for (var at = 0; at < text.Length;)
        {
            var piece = Math.Min(text.Length - at, dice.Between(1, most));
            pieces.Add(text.Substring(at, piece));
            at += piece;
        }

        return pieces;
    }

    // What somebody searches for has whole characters.
    private static string NeedleOf(Dice dice, string text)
    {
        var start = dice.Below(text.Length);
        var needle = text.Substring(start, Math.Min(text.Length - start, dice.Between(1, dice.Percent(80) ? 8 : 60)));
        needle = string.Concat(needle.EnumerateRunes().Where(rune => rune.Value != 0xFFFD || dice.Percent(50)));
        return dice.Percent(50) ? needle.ToUpperInvariant() : needle;
    }

    private static byte[] Terms(TermTable table)
    {
        var terms = new List<byte> { TermPattern.Edge };
        var sorted = table.Sort(new SortRoom());
        for (var place = 0; place < sorted.Count; place++)
        {
            terms.AddRange(sorted.Term(place));
            terms.Add(TermPattern.Edge);
        }

        return [.. terms];
    }
}
