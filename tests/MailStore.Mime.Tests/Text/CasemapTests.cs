using System.Text;
using MailStore.Mime.Fields;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Text;

public sealed class CasemapTests
{
    /// <summary>RFC 5051 §2, with its own example, and what Unicode says of the others.</summary>
    [Theory]
    [InlineData("Beans & Peas 7", "BEANS & PEAS 7")]
    [InlineData("é", "E\u0301")]
    [InlineData("É", "E\u0301")]
    [InlineData("e\u0301", "E\u0301")]
    [InlineData("ß", "ß")]
    [InlineData("ςσΣ", "ΣΣΣ")]
    [InlineData("ıiIİ", "IIII\u0307")]
    [InlineData("ſ", "S")]
    [InlineData("\u212A\u212B", "KA\u030A")]
    [InlineData("\u01C4\u01C5\u01C6", "Dz\u030CDz\u030CDz\u030C")]
    [InlineData("ﬁ", "fi")]
    [InlineData("½", "1\u20442")]
    [InlineData("Ａｂ", "AB")]
    [InlineData("がカ\uFF76\uFF9E", "か\u3099カカ\u3099")]
    [InlineData("각하", "\u1100\u1161\u11A8\u1112\u1161")]
    [InlineData("\u10D0\u1C90", "\u10D0\u1C90")]
    [InlineData("𝔘𐐨", "U𐐀")]
    [InlineData("\u1E9B\u0323", "S\u0307\u0323")]
    [InlineData("\uFFFF", "\uFFFF")]
    public void Text_becomes_title_case_and_is_taken_apart(string text, string folded)
    {
        Assert.Equal(folded, Encoding.UTF8.GetString(KeyOf(text)));
        Assert.Equal(folded, Fold(text));
    }

    [Fact]
    public void The_longest_of_all_has_just_the_room_that_there_is()
    {
        var longest = 0;
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code))
            {
                longest = Math.Max(longest, Casemap.Fold(new Rune(code), new char[Casemap.FoldedMax]));
            }
        }

        Assert.Equal(Casemap.FoldedMax, longest);
    }

    /// <summary>What comes apart into letters that are not capitals stays so (RFC 5051 §2 step 2); else nothing changes any more.</summary>
    [Fact]
    public void Nothing_of_what_was_taken_apart_comes_apart_again()
    {
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        Span<char> again = stackalloc char[Casemap.FoldedMax];
        for (var code = 0; code <= char.MaxValue; code++)
        {
            foreach (var part in parts[..Casemap.Fold((char)code, parts)])
            {
                Assert.True(char.IsSurrogate(part) || Casemap.Fold(part, again) == 1, $"U+{code:X4}");
            }
        }
    }

    [Fact]
    public void The_order_is_that_of_UTF_8()
    {
        Assert.True(KeyOf("\uFF5E").AsSpan().SequenceCompareTo(KeyOf("😀")) < 0);
        Assert.True(KeyOf("Äpfel").AsSpan().SequenceCompareTo(KeyOf("Azur")) > 0);
        Assert.True(KeyOf("Äpfel").AsSpan().SequenceCompareTo(KeyOf("B")) < 0);
    }

    [Theory]
    [InlineData("a \t\r\n  b", "A B")]
    [InlineData("a \u00A0\u3000´b", "A \u0301B")]
    [InlineData("´", " \u0301")]
    public void Blanks_are_one(string text, string folded) => Assert.Equal(folded, Fold(text));

    [Fact]
    public void Half_a_character_is_nothing_and_the_other_half_alone_is_unknown()
    {
        Assert.Equal("XY", Fold($"x{'\uD83D'}y"));
        Assert.Equal("X\uFFFDY", Fold($"x{'\uDE00'}y"));
    }

    [Theory]
    [InlineData("resume", "Résumé", false)]
    [InlineData("RÉSUMÉ", "Résumé", true)]
    [InlineData("res", "Re\u0301sumé", false)]
    [InlineData("résum", "Re\u0301SUMÉ", true)]
    [InlineData("cafe", "Le Café", true)]
    [InlineData("2", "½ l", true)]
    [InlineData("⁄2 l", "½ L", true)]
    [InlineData("привет", "Всем ПРИВЕТ!", true)]
    [InlineData("U", "das 𝔘", true)]
    [InlineData("😀", "x 😀", true)]
    [InlineData(" \u0301", "x ´", true)]
    [InlineData("x \u0301", "x   ´", true)]
    public void Text_is_found_wherever_it_stands_when_both_are_folded(string needle, string text, bool isFound)
    {
        var scan = new NeedleScan(new Needle(needle));
        scan.Take(text);
        Assert.Equal(isFound, scan.IsFound(0));

        // In whatever pieces it comes.
        scan.Begin();
        foreach (var character in text)
        {
            scan.Take([character]);
            scan.Take([]);
        }

        Assert.Equal(isFound, scan.IsFound(0));
    }

    private static byte[] KeyOf(string text)
    {
        var key = new OctetBuffer();
        Casemap.WriteKey(text, key);
        return key.Octets.ToArray();
    }

    private static string Fold(string text)
    {
        var fold = new FoldedText();
        var folded = new StringBuilder();
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        foreach (var character in text)
        {
            folded.Append(parts[..fold.Fold(character, parts)]);
        }

        return folded.ToString();
    }
}
