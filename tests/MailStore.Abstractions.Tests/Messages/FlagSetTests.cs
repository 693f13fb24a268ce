using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Tests.Messages;

public sealed class FlagSetTests
{
    private static readonly FlagSet Some = new(SystemFlags.Seen | SystemFlags.Draft, Keyword.Create("$Work"), Keyword.Create("alpha"));

    [Fact]
    public void Keywords_are_there_once_and_in_order()
    {
        var set = new FlagSet(SystemFlags.None, Keyword.Create("b"), Keyword.Create("A"), Keyword.Create("B"), Keyword.Create("a"));
        Assert.Equal("(A b)", set.ToString());
        Assert.Equal(new FlagSet(SystemFlags.None, Keyword.Create("a"), Keyword.Create("b")), set);
        Assert.Equal(new FlagSet(SystemFlags.None, Keyword.Create("a"), Keyword.Create("b")).GetHashCode(), set.GetHashCode());
    }

    [Fact]
    public void Nothing_is_nothing_however_it_is_made()
    {
        Assert.Equal(default, new FlagSet(SystemFlags.None));
        Assert.Equal(FlagSet.None, new FlagSet(SystemFlags.None, []));
        Assert.True(default(FlagSet).IsEmpty);
        Assert.Empty(default(FlagSet).Keywords);
        Assert.Equal("()", default(FlagSet).ToString());
    }

    [Fact]
    public void A_store_replaces_adds_and_removes()
    {
        var by = new FlagSet(SystemFlags.Seen | SystemFlags.Deleted, Keyword.Create("ALPHA"), Keyword.Create("new"));
        Assert.Equal(@"(\Seen \Deleted alpha new)", Some.Changed(FlagMode.Replace, by).ToString());
        Assert.Equal(@"(\Seen \Deleted \Draft $Work alpha new)", Some.Changed(FlagMode.Add, by).ToString());
        Assert.Equal(@"(\Draft $Work)", Some.Changed(FlagMode.Remove, by).ToString());
        Assert.Equal(Some, Some.Changed(FlagMode.Add, FlagSet.None));
        Assert.Equal(Some, Some.Changed(FlagMode.Remove, FlagSet.None));
        Assert.Equal(FlagSet.None, Some.Changed(FlagMode.Replace, FlagSet.None));
    }

    [Theory]
    [InlineData("$Forwarded", true)]
    [InlineData("a+b=c[1", true)]
    [InlineData("}x", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a(", false)]
    [InlineData("a)", false)]
    [InlineData("{a", false)]
    [InlineData("a%", false)]
    [InlineData("*", false)]
    [InlineData("a\"b", false)]
    [InlineData(@"\Seen", false)]
    [InlineData("a]", false)]
    [InlineData("\u00e9", false)]
    [InlineData("a\u007f", false)]
    public void Keywords_are_atoms(string name, bool expected)
    {
        Assert.Equal(expected, Keyword.TryCreate(name, out var keyword));
        Assert.Equal(expected ? name : "", keyword.Name);
    }

    [Fact]
    public void Keywords_have_a_limit_and_no_case()
    {
        Assert.True(Keyword.TryCreate(new string('k', Keyword.LengthMax), out _));
        Assert.False(Keyword.TryCreate(new string('k', Keyword.LengthMax + 1), out _));
        Assert.Equal(Keyword.Create("$junk").GetHashCode(), Keyword.Create("$JUNK").GetHashCode());
        Assert.Equal(Keyword.Create("$junk"), Keyword.Create("$JUNK"));
    }
}
