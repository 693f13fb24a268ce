using MailStore.Generators.Model;

namespace MailStore.Generators.Tests.Model;

public sealed class PascalNameTests
{
    [Theory]
    [InlineData("move", "Move")]
    [InlineData("uid-expunge", "UidExpunge")]
    [InlineData("UID-EXPUNGE", "UidExpunge")]
    [InlineData("rfc822.size", "Rfc822Size")]
    [InlineData("UTF8=ACCEPT", "Utf8Accept")]
    [InlineData("\\Seen", "Seen")]
    [InlineData("8BITMIME", "N8bitmime")]
    [InlineData("body.peek[", "BodyPeek")]
    public void A_rule_or_keyword_becomes_a_type_name(string text, string expected) =>
        Assert.Equal(expected, PascalName.Of(text));

    [Theory]
    [InlineData("+")]
    [InlineData("")]
    [InlineData("\u0131")]
    public void A_text_without_ascii_letters_and_digits_has_no_name(string text) =>
        Assert.Equal("", PascalName.Of(text));
}
