using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

// RFC 5464
public sealed class MetadataTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Entries_are_set_replaced_and_removed(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var set = await scene.Anna.SetMetadata(MailboxName.Inbox, [Entry("/shared/b", "2"), Entry("/private/a", "1"), Entry("/private/empty", "")]);
        Assert.Equal(new MailboxResult(Refusal.None, (await scene.MailboxAsync()).Id), set);
        await scene.Anna.SetMetadata(mailbox: null, [Entry("/shared/admin", "root")]);
        await scene.Anna.SetMetadata(MailboxName.Inbox, [Entry("/private/a", "new"), new("/shared/b", Value: null), new("/none", Value: null)]);
        await scene.RestartAsync();
        Assert.Equal("/private/a=new /private/empty=", await ReadAsync(scene, MailboxName.Inbox));
        Assert.Equal("/shared/admin=root", await ReadAsync(scene, mailbox: null));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task They_belong_to_the_mailbox_and_not_to_its_name(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A");
        await scene.Anna.SetMetadata(MailboxName.Create("A"), [Entry("/private/a", "1")]);
        await scene.Anna.Rename(MailboxName.Create("A"), MailboxName.Create("B"));
        await scene.CreateAsync("A");
        Assert.Equal("", await ReadAsync(scene, MailboxName.Create("A")));
        Assert.Equal("/private/a=1", await ReadAsync(scene, MailboxName.Create("B")));
        await scene.Anna.Delete(MailboxName.Create("B"));
        await scene.CreateAsync("B");
        Assert.Equal("", await ReadAsync(scene, MailboxName.Create("B")));
        Assert.Null(await scene.Anna.ReadMetadataAsync(MailboxName.Create("C")));
        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.SetMetadata(MailboxName.Create("C"), [Entry("/private/a", "1")])).Refusal);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_is_too_much_is_refused_whole(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var large = new MetadataEntry("/private/large", new byte[MetadataEntry.ValueBytesMax]);
        Assert.Equal(Refusal.None, (await scene.Anna.SetMetadata(MailboxName.Inbox, [large])).Refusal);
        Assert.Equal(Refusal.TooLarge, (await SetAsync(scene, large with { Value = new byte[MetadataEntry.ValueBytesMax + 1] })).Refusal);
        Assert.Equal(Refusal.BadName, (await SetAsync(scene, Entry("", "1"))).Refusal);
        Assert.Equal(Refusal.BadName, (await SetAsync(scene, Entry("/" + new string('x', MetadataEntry.NameLengthMax), "1"))).Refusal);
        var many = Enumerable.Range(1, MetadataEntry.CountMax - 1).Select(number => Entry($"/private/{number}", "")).ToArray();
        Assert.Equal(Refusal.None, (await scene.Anna.SetMetadata(MailboxName.Inbox, many)).Refusal);
        Assert.Equal(Refusal.Limit, (await SetAsync(scene, Entry("/private/more", ""))).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.SetMetadata(MailboxName.Inbox, [Entry("/private/more", ""), new("/private/1", Value: null)])).Refusal);
        await scene.RestartAsync();
        var entries = await scene.Anna.ReadMetadataAsync(MailboxName.Inbox);
        Assert.Equal(MetadataEntry.CountMax, entries!.Count);
        Assert.DoesNotContain(entries, entry => entry.Name == "/private/good");
    }

    private static MetadataEntry Entry(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));

    /// <summary>With a good one before it, which must not be set alone.</summary>
    private static async Task<MailboxResult> SetAsync(Scene scene, MetadataEntry entry) =>
        await scene.Anna.SetMetadata(MailboxName.Inbox, [Entry("/private/good", "1"), entry]);

    private static async Task<string> ReadAsync(Scene scene, MailboxName? mailbox) => string.Join(' ',
        (await scene.Anna.ReadMetadataAsync(mailbox))!.Select(entry => $"{entry.Name}={Encoding.UTF8.GetString(entry.Value!.Value.Span)}"));
}
