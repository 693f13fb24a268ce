using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts;

namespace MailStore.Server.Tests.Accounts;

public sealed class AddressTableTests
{
    private static readonly AccountId s_anna = new(1);
    private static readonly AccountId s_bert = new(2);

    [Theory]
    [InlineData("anna@example.org", 1, "INBOX")]
    [InlineData("Anna@EXAMPLE.org", 1, "INBOX")]
    [InlineData("anna@example.org.", 1, "INBOX")]
    [InlineData("anna+Lists@example.org", 1, "Lists")]
    [InlineData("anna+Lists/C#@example.org", 1, "Lists/C#")]
    [InlineData("anna+@example.org", 1, "INBOX")]
    [InlineData("BERT@example.org", 2, "INBOX")]
    [InlineData("bert@example.net", 2, "INBOX")]
    [InlineData("bert+Work@example.net", 2, "Work")]
    [InlineData("büro@example.org", 1, "INBOX")]
    [InlineData("BÜRO+Post@example.org", 1, "Post")]
    [InlineData("info@example.org", 2, "INBOX")]
    [InlineData("info+News@example.org", 2, "News")]
    [InlineData("postmaster@example.net", 1, "INBOX")]
    [InlineData("whoever@all.example", 2, "INBOX")]
    public async Task An_address_leads_to_a_mailbox(string address, ulong account, string mailbox)
    {
        var entry = await FindAsync(address);
        Assert.Equal(AddressKind.Mailbox, entry.Kind);
        var only = Assert.Single(entry.Recipients);
        Assert.Equal(new AccountId(account), only.Account);
        Assert.Equal(mailbox, only.Mailbox.Text);
    }

    [Theory]
    [InlineData("nobody@example.org", AddressKind.Unknown)]
    [InlineData("anna@example.net", AddressKind.Unknown)]
    [InlineData("nobody+anna@example.org", AddressKind.Unknown)]
    [InlineData("+anna@example.org", AddressKind.Unknown)]
    [InlineData("anna@elsewhere.example", AddressKind.Elsewhere)]
    [InlineData("anna@sub.example.org", AddressKind.Elsewhere)]
    [InlineData("postmaster@elsewhere.example", AddressKind.Elsewhere)]
    [InlineData("gone@example.org", AddressKind.Forwarded)]
    [InlineData("staff@example.org", AddressKind.List)]
    public async Task An_address_is_what_the_command_line_made_it(string address, AddressKind kind) => Assert.Equal(kind, (await FindAsync(address)).Kind);

    [Fact]
    public async Task A_name_alone_is_one_of_this_host()
    {
        var table = Table();
        Assert.Equal(s_anna, (await table.FindAsync(new("anna"u8.ToArray(), default))).Recipients[0].Account);
        Assert.Equal(s_anna, (await table.FindAsync(new("Postmaster"u8.ToArray(), default))).Recipients[0].Account);
        Assert.Equal(s_bert, (await table.FindAsync(new("bert"u8.ToArray(), default))).Recipients[0].Account);
        Assert.Equal(AddressKind.Unknown, (await table.FindAsync(new("nobody"u8.ToArray(), default))).Kind);
    }

    [Fact]
    public async Task Octets_that_are_no_text_are_nobody() =>
        Assert.Equal(AddressKind.Unknown, (await Table().FindAsync(new(new byte[] { 0xFF, 0xC0 }, "example.org"u8.ToArray()))).Kind);

    [Fact]
    public async Task A_list_has_each_of_its_members_once()
    {
        var staff = await FindAsync("staff@example.org");
        Assert.Equal([s_anna, s_bert], staff.Recipients.Select(recipient => recipient.Account));
        Assert.Equal(["<anna@example.org>", "<bert@example.net>"], staff.Names.AsEnumerable());
    }

    [Fact]
    public async Task Somebody_writes_by_own_names_only()
    {
        var table = Table();
        var bert = AccountName.Create("bert");
        Assert.True(await MayAsync("bert@example.net"));
        Assert.True(await MayAsync("info@example.org"));
        Assert.True(await MayAsync("bert+whatever@example.org"));
        Assert.False(await MayAsync("anna@example.org"));
        Assert.False(await MayAsync("staff@example.org"));
        Assert.False(await MayAsync("bert@elsewhere.example"));
        async ValueTask<bool> MayAsync(string text) => await table.MayWriteAsAsync(bert, Address(text));
    }

    [Fact]
    public async Task A_look_into_the_table_allocates_nothing()
    {
        var table = Table();
        var address = Address("Bert@Example.net");
        for (var round = 0; round < 100; round++)
        {
            await table.FindAsync(address);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = 0;
        for (var round = 0; round < 100; round++)
        {
            found += (await table.FindAsync(address)).Kind == AddressKind.Mailbox ? 1 : 0;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(100, found);
    }

    [Theory]
    [InlineData("sales@example.org=nobody@example.org", "", "", "--alias sales@example.org=nobody@example.org")]
    [InlineData("sales", "", "", "--alias sales")]
    [InlineData("", "gone@example.org=nowhere", "", "--forward gone@example.org=nowhere")]
    [InlineData("", "", "example.net=nobody@example.org", "--catch-all example.net=nobody@example.org")]
    public void What_leads_nowhere_is_said_at_the_start(string alias, string forward, string catchAll, string start)
    {
        var options = new AddressOptions { Aliases = Some(alias), Forwards = Some(forward), CatchAlls = Some(catchAll) };
        Assert.Null(options.TryBuild([(AccountName.Create("anna@example.org"), s_anna)], out var fault));
        Assert.StartsWith(start, fault, StringComparison.Ordinal);
    }

    private static string[] Some(string text) => text.Length == 0 ? [] : [text];

    private static async Task<AddressEntry> FindAsync(string address) => await Table().FindAsync(Address(address));

    private static EnvelopeAddress Address(string text)
    {
        Assert.True(EnvelopeAddress.TryParse(text, out var address));
        return address;
    }

    // bert has a name without a domain, and so is at all of them.
    private static AddressTable Table()
    {
        var options = new AddressOptions
        {
            Domains = ["Example.NET"],
            Aliases = ["Büro@example.org=anna@example.org", "info@example.org=bert", "staff@example.org=anna@example.org,bert@example.org,info@example.org"],
            Forwards = ["gone@example.org=new@elsewhere.example"],
            CatchAlls = ["all.example=bert@example.org"],
        };
        return options.TryBuild([(AccountName.Create("anna@example.org"), s_anna), (AccountName.Create("bert"), s_bert)], out var fault)
            ?? throw new InvalidOperationException(fault);
    }
}
