using System.Globalization;
using System.Text;
using MailStore.Abstractions.Unicode;

namespace MailStore.Abstractions.Tests.Unicode;

public sealed class FormCTests
{
    [Theory]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("A\u030a\u0323", "\u1ea0\u030a")] // the mark below comes first
    [InlineData("\u1e9b\u0323", "\u1e9b\u0323")]
    [InlineData("\u212b", "\u00c5")] // Angstrom is a letter
    [InlineData("\u0958", "\u0915\u093c")] // excluded from composition
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("\ud558\u11ab", "\ud55c")]
    [InlineData("\ud55c\u11ab", "\ud55c\u11ab")]
    [InlineData("\u0301e", "\u0301e")] // nothing before the mark
    [InlineData("a\u0315\u0300", "\u00e0\u0315")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    public void Marks_join_their_letters(string text, string expected)
    {
        Assert.Equal(expected, FormC.Of(text));
        Assert.Same(expected, FormC.Of(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain INBOX/\u00e9t\u00e9")]
    [InlineData("\u6d4b\u8bd5 \u0416 \ud83d\udce7")]
    public void What_is_in_form_c_is_the_same_string(string text)
    {
        Assert.Same(text, FormC.Of(text));
    }

    [Fact]
    public void Random_texts_become_what_another_implementation_says()
    {
        using var reader = new StreamReader(typeof(FormCTests).Assembly.GetManifestResourceStream("FormC.txt")!);
        var count = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == ';')
            {
                continue;
            }

            var sides = line.Split(" ; ").Select(Text).ToArray();
            Assert.Equal(sides[1], FormC.Of(sides[0]));
            Assert.Equal(sides[1], FormC.Of(sides[1]));
            count++;
        }

        Assert.Equal(200, count);
    }

    [Fact]
    public void Each_letter_that_decomposes_comes_back_or_stays_apart_for_ever()
    {
        Assert.Equal(2061, CanonicalTable.Decompositions.Count);
        foreach (var (code, (first, second)) in CanonicalTable.Decompositions)
        {
            var whole = FormC.Of(new Rune(code).ToString());
            var parts = new Rune(first).ToString() + (second == 0 ? "" : new Rune(second).ToString());
            Assert.Equal(whole, FormC.Of(parts));
            Assert.Equal(whole, FormC.Of(whole));
        }
    }

    private static string Text(string codes) =>
        string.Concat(codes.Split(' ').Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));
}
