using MailStore.Abstractions.Mailboxes;

namespace MailStore.Abstractions.Tests.Mailboxes;

public sealed class MailboxPatternTests
{
    [Theory]
    [InlineData("*", "a/b/c", true)]
    [InlineData("%", "a", true)]
    [InlineData("%", "a/b", false)]
    [InlineData("%/%", "a/b", true)]
    [InlineData("%/%", "a/b/c", false)]
    [InlineData("a/*", "a", false)]
    [InlineData("a*", "a", true)]
    [InlineData("a*", "a/b", true)]
    [InlineData("a%", "ab", true)]
    [InlineData("a%", "a/b", false)]
    [InlineData("%*", "a/b", true)]
    [InlineData("*%", "a/b", true)]
    [InlineData("%%%", "abc", true)]
    [InlineData("a%c*e", "abc/de", true)]
    [InlineData("a%e", "abc/de", false)]
    [InlineData("*b", "a/b", true)]
    [InlineData("*b", "a/bc", false)]
    [InlineData("", "a", false)]
    [InlineData("A", "a", false)]
    [InlineData("inbox", "INBOX", true)]
    [InlineData("iNb%", "INBOX", true)]
    [InlineData("inbox/x", "INBOX/x", true)]
    [InlineData("inbox/x", "INBOX/X", false)]
    [InlineData("%nbox", "INBOX", true)]
    [InlineData("inboxes", "INBOXes", false)] // no inbox: what differs in case is another name
    [InlineData("Cafe\u0301/*", "Caf\u00e9/x", true)]
    [InlineData("\u65e5%", "\u65e5\u672c\u8a9e", true)]
    public void Names_match_as_the_rfc_says(string pattern, string name, bool expected)
    {
        Assert.Equal(expected, MailboxPattern.Create(pattern).Matches(MailboxName.Create(name)));
    }

    [Fact]
    public void Random_patterns_match_what_trying_everything_matches()
    {
        var random = new Random(3);
        var matched = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "ab/*%"[random.Next(5)]));
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "ab/"[random.Next(3)]));
            if (MailboxName.TryCreate(text, out var name))
            {
                var expected = Try(pattern, name.Text);
                Assert.True(expected == MailboxPattern.Create(pattern).Matches(name), $"{pattern} {name}");
                matched += expected ? 1 : 0;
            }
        }

        Assert.True(matched > 1000);
    }

    [Fact]
    public void A_pattern_with_very_many_readings_is_answered_all_the_same()
    {
        // Trying them one by one would take longer than there is time.
        var pattern = MailboxPattern.Create(string.Concat(Enumerable.Repeat("*a%a", 400)) + "b");
        Assert.False(pattern.Matches(MailboxName.Create(new string('a', MailboxName.OctetsMax))));
        Assert.True(MailboxPattern.Create(string.Concat(Enumerable.Repeat("%a*", 300))).Matches(MailboxName.Create(new string('a', MailboxName.OctetsMax))));
    }

    [Fact]
    public void Patterns_have_a_limit()
    {
        Assert.True(MailboxPattern.TryCreate(new string('%', MailboxPattern.LengthMax), out _));
        Assert.False(MailboxPattern.TryCreate(new string('%', MailboxPattern.LengthMax + 1), out _));
    }

    private static bool Try(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (pattern[0] is '*' or '%')
        {
            return Try(pattern[1..], text) || (!text.IsEmpty && (pattern[0] == '*' || text[0] != '/') && Try(pattern, text[1..]));
        }

        return !text.IsEmpty && text[0] == pattern[0] && Try(pattern[1..], text[1..]);
    }
}
