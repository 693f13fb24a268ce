using MailStore.Abstractions.Mailboxes;

namespace MailStore.Abstractions.Tests.Mailboxes;

public sealed class MailboxNameTests
{
    [Theory]
    [InlineData("A", "A")]
    [InlineData("A/", "A")]
    [InlineData("inbox", "INBOX")]
    [InlineData("InBoX/Sub", "INBOX/Sub")]
    [InlineData("inboxes", "inboxes")]
    [InlineData("A/inbox", "A/inbox")]
    [InlineData("Entwu\u0308rfe", "Entw\u00fcrfe")]
    [InlineData("a*b%c \"d\\", "a*b%c \"d\\")]
    [InlineData("\ud83d\udce7", "\ud83d\udce7")]
    public void Texts_become_names(string text, string expected)
    {
        Assert.True(MailboxName.TryCreate(text, out var name));
        Assert.Equal(expected, name.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/A")]
    [InlineData("A//B")]
    [InlineData("A//")]
    [InlineData("A\0")]
    [InlineData("A\r\nB")]
    [InlineData("A\u0085")]
    [InlineData("A\u2028B")]
    [InlineData("A\u2029B")]
    public void Other_texts_are_no_names(string text)
    {
        Assert.False(MailboxName.TryCreate(text, out var name));
        Assert.Equal(default, name);
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_no_names()
    {
        Assert.False(MailboxName.TryCreate("a\ud83d", out _));
        Assert.False(MailboxName.TryCreate("\udce7a", out _));
        Assert.False(MailboxName.TryCreate("\udce7\ud83d", out _));
    }

    [Fact]
    public void Length_and_depth_have_limits()
    {
        Assert.True(MailboxName.TryCreate(new string('x', MailboxName.OctetsMax), out _));
        Assert.False(MailboxName.TryCreate(new string('x', MailboxName.OctetsMax + 1), out _));
        Assert.False(MailboxName.TryCreate(new string('\u00e9', (MailboxName.OctetsMax / 2) + 1), out _));
        Assert.True(MailboxName.TryCreate(Deep(MailboxName.LevelsMax), out var deepest));
        Assert.Equal(MailboxName.LevelsMax, deepest.Levels);
        Assert.False(MailboxName.TryCreate(Deep(MailboxName.LevelsMax + 1), out _));
        Assert.False(MailboxName.Create("A/x").TryRebase(MailboxName.Create("A"), deepest, out _));
    }

    [Fact]
    public void Parents_and_children_know_each_other()
    {
        var name = MailboxName.Create("A/B/C");
        Assert.Equal("C", name.Leaf);
        Assert.True(name.TryGetParent(out var parent));
        Assert.Equal("A/B", parent.Text);
        Assert.False(MailboxName.Create("A").TryGetParent(out _));
        Assert.True(name.IsBelow(parent));
        Assert.True(name.IsBelow(MailboxName.Create("A")));
        Assert.False(name.IsBelow(name));
        Assert.False(MailboxName.Create("AB").IsBelow(MailboxName.Create("A")));
        Assert.False(parent.IsBelow(name));
        Assert.True(name.TryRebase(MailboxName.Create("A"), MailboxName.Create("X/Y"), out var rebased));
        Assert.Equal("X/Y/B/C", rebased.Text);
    }

    [Fact]
    public void Names_differ_in_case_but_for_inbox()
    {
        Assert.NotEqual(MailboxName.Create("Work"), MailboxName.Create("work"));
        Assert.Equal(MailboxName.Inbox, MailboxName.Create("iNBOX"));
        Assert.True(MailboxName.Create("inbox").IsInbox);
        Assert.False(MailboxName.Create("inbox/x").IsInbox);
        Assert.True(default(MailboxName) < MailboxName.Create("A"));
    }

    private static string Deep(int levels) => string.Join('/', Enumerable.Repeat("x", levels));
}
