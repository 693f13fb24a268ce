using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Tests.Accounts;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("Anna@Example.ORG", "anna@example.org")]
    [InlineData("J\u00dcRGEN@example.org", "j\u00fcrgen@example.org")]
    [InlineData("JU\u0308RGEN@example.org", "j\u00fcrgen@example.org")]
    [InlineData("\u0416@\u043f\u043e\u0447\u0442\u0430", "\u0436@\u043f\u043e\u0447\u0442\u0430")]
    public void Case_and_composition_make_no_difference(string text, string expected)
    {
        Assert.Equal(expected, AccountName.Create(text).Text);
        Assert.Equal(AccountName.Create(expected), AccountName.Create(text));
        Assert.Equal(AccountName.Create(expected).GetHashCode(), AccountName.Create(text).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b@example.org")]
    [InlineData("a\0@example.org")]
    [InlineData("a\u00a0@example.org")]
    public void Other_texts_are_no_names(string text)
    {
        Assert.False(AccountName.TryCreate(text, out _));
        Assert.Throws<ArgumentException>(() => AccountName.Create(text));
    }

    [Fact]
    public void Names_have_a_limit()
    {
        Assert.True(AccountName.TryCreate(new string('a', AccountName.OctetsMax), out _));
        Assert.False(AccountName.TryCreate(new string('a', AccountName.OctetsMax + 1), out _));
    }
}
