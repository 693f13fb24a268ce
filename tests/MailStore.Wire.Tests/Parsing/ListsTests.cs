using System.Runtime.Intrinsics;
using System.Text;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

/// <summary>Lists are measured by masks of neighbours: against a look at each item.</summary>
public sealed class ListsTests
{
    // Lower-case letters: their high halves are 6 and 7.
    private static readonly Vector128<byte> _letters = Vector128.Create((byte)0x80, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0x40, 0x40, 0x40, 0x40, 0x40);

    [Theory]
    [InlineData("a)", 1)]
    [InlineData("from to cc)", 10)]
    [InlineData("from  to)", -1)]
    [InlineData(" from)", -1)]
    [InlineData("from )", -1)]
    [InlineData("from \"to\")", -1)]
    [InlineData(")", -1)]
    [InlineData("from\r\n", 4)]
    public void Words_end_where_the_last_one_ends(string text, int end)
    {
        Assert.Equal(end, EndOfWords(text));
    }

    [Fact]
    public void Words_are_found_across_every_boundary_of_vectors()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = Random(random, "aaaaaaz ", random.Next(1, 150)) + ")";
            var expected = text[0] == ' ' || text[^2] == ' ' || text.Contains("  ", StringComparison.Ordinal) ? -1 : text.Length - 1;
            Assert.Equal((text, expected), (text, EndOfWords(text)));
        }
    }

    [Theory]
    [InlineData("1 ", 1)]
    [InlineData("*\r\n", 1)]
    [InlineData("1:* ", 3)]
    [InlineData("*:4,5 ", 5)]
    [InlineData("17,19:24)", 8)]
    [InlineData("123456789 ", 9)]
    [InlineData("1234567890 ", -1)]
    [InlineData("0 ", -1)]
    [InlineData("1,01 ", -1)]
    [InlineData("1:2:3 ", -1)]
    [InlineData("1:2,3:4:5 ", -1)]
    [InlineData("1,,2 ", -1)]
    [InlineData("1, ", -1)]
    [InlineData(",1 ", -1)]
    [InlineData("1*", -1)]
    [InlineData("** ", -1)]
    [InlineData("x", -1)]
    public void Ranges_end_where_the_last_one_ends(string text, int end)
    {
        Assert.Equal(end, EndOfRanges(text, isNonZero: true));
    }

    [Fact]
    public void Ranges_agree_with_a_look_at_each()
    {
        var random = new Random(11);
        var found = 0;
        for (var round = 0; round < 200_000; round++)
        {
            var text = Random(random, "1234567890*::,,", random.Next(1, 14)) + " ";
            var expected = IsRanges(text[..^1], isNonZero: round % 2 == 0) ? text.Length - 1 : -1;
            Assert.Equal((text, expected), (text, EndOfRanges(text, isNonZero: round % 2 == 0)));
            found += expected < 0 ? 0 : 1;
        }

        Assert.True(found > 5_000, $"{found} of the texts were lists");
    }

    [Fact]
    public void Ranges_longer_than_a_look_are_left_to_others()
    {
        Assert.Equal(63, EndOfRanges(new string('1', 1) + string.Concat(Enumerable.Repeat(",1", 31)) + " ", isNonZero: true));
        Assert.Equal(-1, EndOfRanges(string.Concat(Enumerable.Repeat("1,", 32)) + "1 ", isNonZero: true));
    }

    private static bool IsRanges(string text, bool isNonZero) => Array.TrueForAll(text.Split(','), range =>
        range.Split(':') is { Length: 1 or 2 } numbers && Array.TrueForAll(numbers, number =>
            number == "*" || (number.Length is > 0 and < 10 && number.All(char.IsAsciiDigit) && !(isNonZero && number[0] == '0'))));

    private static string Random(Random random, string letters, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));

    private static int EndOfWords(string text) => (int)Lists.EndOfWords(ref FrameOf(text)[0], 0, _letters, (byte)' ');

    private static int EndOfRanges(string text, bool isNonZero) => (int)Lists.EndOfRanges(ref FrameOf(text)[0], 0, (byte)',', (byte)':', (byte)'*', isNonZero);

    private static byte[] FrameOf(string text) => [.. Encoding.Latin1.GetBytes(text), .. new byte[Frame.Padding]];
}
