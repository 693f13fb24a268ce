using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Tests.Accounts.Embedded;

public sealed class AddressDirectoryTests
{
    [Theory]
    [InlineData("anna@example.org", "Mailbox anna/INBOX")]
    [InlineData("ANNA@Example.ORG.", "Mailbox anna/INBOX")]
    [InlineData("anna+Lists@example.org", "Mailbox anna/Lists")]
    [InlineData("b@example.org", "Mailbox bert/INBOX")]
    [InlineData("B+x@example.org", "Mailbox bert/x")]
    [InlineData("bert.example@example.net", "Mailbox bert/INBOX")]
    [InlineData("anna@example.net", "Unknown")]
    [InlineData("anna@example.com", "Elsewhere")]
    [InlineData("postmaster@example.net", "Mailbox anna/INBOX")]
    [InlineData("Postmaster", "Mailbox anna/INBOX")]
    [InlineData("anna", "Mailbox anna/INBOX")]
    [InlineData("+x@example.org", "Unknown")]
    public async Task Addresses_lead_to_users(string address, string found) => Assert.Equal(found, await (await DirectoryScene.OpenAsync()).FindAsync(address));

    [Fact]
    public async Task Lists_may_hold_lists_and_end_also_if_they_hold_themselves()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Null(await scene.Addresses.PutListAsync("team@example.org", ["anna@example.org", "b@example.org"]));
        Assert.Null(await scene.Addresses.PutListAsync("all@example.org", ["team@example.org", "bert@example.org"]));
        Assert.Null(await scene.Addresses.PutListAsync("team@example.org", ["anna@example.org", "b@example.org", "all@example.org"]));
        Assert.Equal("List anna/INBOX bert/INBOX", await scene.FindAsync("team@example.org"));
        Assert.Equal("List anna/INBOX bert/INBOX", await scene.FindAsync("all@example.org"));
        Assert.Equal("'who@example.org' is neither a user nor an address of this store.", await scene.Addresses.PutListAsync("x@example.org", ["who@example.org"]));
        Assert.Equal("The address b@example.org is taken by a user.", await scene.Addresses.PutListAsync("b@example.org", ["anna@example.org"]));
        Assert.Null(await scene.Addresses.RemoveAsync("all@example.org"));
        Assert.Equal("Unknown", await scene.FindAsync("all@example.org"));
        Assert.Equal("List anna/INBOX bert/INBOX", await scene.FindAsync("team@example.org"));
    }

    [Fact]
    public async Task What_nobody_has_goes_to_the_catch_all_and_senders_are_told_who_has_gone()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Null(await scene.Addresses.PutForwardAsync("gone@example.org", "new@example.com"));
        Assert.Null(await scene.Addresses.PutListAsync("@example.org", ["bert@example.org"]));
        Assert.Equal("Forwarded new@example.com", await scene.FindAsync("gone@example.org"));
        Assert.Equal("Mailbox bert/INBOX", await scene.FindAsync("whoever@example.org"));
        Assert.Equal("Unknown", await scene.FindAsync("whoever@example.net"));
        Assert.Null(await scene.Addresses.RemoveAsync("@example.org"));
        Assert.Equal("Unknown", await scene.FindAsync("whoever@example.org"));
    }

    [Fact]
    public async Task Domains_come_with_users_and_can_be_added_and_removed()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Equal("Elsewhere", await scene.FindAsync("x@example.com"));
        Assert.Null(await scene.Addresses.AddDomainAsync("Example.COM"));
        Assert.Equal("Unknown", await scene.FindAsync("x@example.com"));
        Assert.Equal("Mailbox anna/INBOX", await scene.FindAsync("postmaster@example.com"));
        Assert.Null(await scene.Addresses.RemoveDomainAsync("example.com"));
        Assert.Equal("Elsewhere", await scene.FindAsync("x@example.com"));
        Assert.Equal("There is no domain example.com here.", await scene.Addresses.RemoveDomainAsync("example.com"));
        Assert.Equal("'no domain' is no name of a domain.", await scene.Addresses.AddDomainAsync("no domain"));
    }

    [Fact]
    public async Task A_user_who_is_disabled_takes_no_mail_and_postmaster_is_read_by_another()
    {
        var scene = await DirectoryScene.OpenAsync();
        await scene.Users.SetDisabledAsync(DirectoryScene.Anna, isDisabled: true);
        Assert.Equal("Disabled", await scene.FindAsync("anna@example.org"));
        Assert.Equal("Mailbox bert/INBOX", await scene.FindAsync("postmaster@example.org"));
        await scene.Users.SetDisabledAsync(DirectoryScene.Anna, isDisabled: false);
        await scene.Users.SetAdministratorAsync(DirectoryScene.Bert, isAdministrator: true);
        Assert.Equal("Mailbox bert/INBOX", await scene.FindAsync("postmaster@example.org"));
    }

    [Theory]
    [InlineData("anna@example.org", true)]
    [InlineData("anna+x@example.org", true)]
    [InlineData("bert@example.org", false)]
    [InlineData("team@example.org", false)]
    public async Task One_writes_as_oneself(string address, bool isAllowed)
    {
        var scene = await DirectoryScene.OpenAsync();
        await scene.Addresses.PutListAsync("team@example.org", ["anna@example.org"]);
        Assert.True(EnvelopeAddress.TryParse(address, out var parsed));
        Assert.Equal(isAllowed, await scene.Book.MayWriteAsAsync(DirectoryScene.Anna, parsed));
    }
}
