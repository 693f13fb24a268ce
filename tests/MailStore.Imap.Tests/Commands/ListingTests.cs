using System.Text;
using MailStore.Imap.Commands;

namespace MailStore.Imap.Tests.Commands;

public sealed class ListingTests
{
    [Theory]
    [InlineData("*", "a/b/c", true)]
    [InlineData("%", "a", true)]
    [InlineData("%", "a/b", false)]
    [InlineData("a/%", "a/b", true)]
    [InlineData("a/%", "a", false)]
    [InlineData("%/%", "a/b", true)]
    [InlineData("*b", "a/b", true)]
    [InlineData("%b", "a/b", false)]
    [InlineData("a*c", "abc", true)]
    [InlineData("a*c", "ab", false)]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("", "", true)]
    public void Patterns_mean_what_the_RFC_says(string pattern, string name, bool expected) =>
        Assert.Equal(expected, Listing.Matches(Encoding.ASCII.GetBytes(pattern), Encoding.ASCII.GetBytes(name)));

    [Fact]
    public void A_pattern_made_to_be_slow_is_not()
    {
        var pattern = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*a", 500)));
        Assert.False(Listing.Matches(pattern, Encoding.ASCII.GetBytes(new string('a', 1000) + "b")));
    }

    [Theory]
    [InlineData("", "inbox", "INBOX")]
    [InlineData("", "Inbox/*", "INBOX/*")]
    [InlineData("in", "box", "INBOX")]
    [InlineData("", "inboxes", "inboxes")]
    public void Inbox_has_no_case(string reference, string pattern, string whole) =>
        Assert.Equal(whole, Encoding.ASCII.GetString(Listing.Pattern(Encoding.ASCII.GetBytes(reference), Encoding.ASCII.GetBytes(pattern))));
}
