using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class TreeTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Levels_above_a_new_mailbox_are_made_too(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var result = await scene.Anna.Create(MailboxName.Create("A/B/C/"));
        Assert.Equal(Refusal.None, result.Refusal);
        Assert.Equal("A+ A/B+ A/B/C INBOX", Tree(scene));
        Assert.Equal((await scene.MailboxAsync("A/B/C")).Id, result.Id);
        Assert.Equal(4, scene.Anna.Quota.Mailboxes);
        Assert.Equal(Refusal.AlreadyExists, (await scene.Anna.Create(MailboxName.Create("A/B"))).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await scene.Anna.Create(MailboxName.Create("inbox"))).Refusal);
        Assert.Equal(Refusal.BadName, (await scene.Anna.Create(default)).Refusal);
        await scene.Anna.Create(MailboxName.Create("inbox/Below"));
        await scene.RestartAsync();
        Assert.Equal("A+ A/B+ A/B/C INBOX+ INBOX/Below", Tree(scene));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_mailbox_goes_and_its_children_stay(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B/C");
        await scene.FillAsync(2, "A/B");
        var id = (await scene.MailboxAsync("A/B")).Id;
        Assert.Equal(new MailboxResult(Refusal.None, id), await scene.Anna.Delete(MailboxName.Create("A/B")));
        Assert.Equal("A+ (A/B)+ A/B/C INBOX", Tree(scene));
        Assert.Equal(0, scene.Anna.Quota.Messages);
        Assert.Null(await scene.Anna.OpenAsync(MailboxName.Create("A/B")));
        Assert.Null(await scene.Anna.OpenAsync(id));
        Assert.Equal(Refusal.CannotDelete, (await scene.Anna.Delete(MailboxName.Create("A/B"))).Refusal);
        await scene.RestartAsync();
        Assert.Equal("A+ (A/B)+ A/B/C INBOX", Tree(scene));
        await scene.Anna.Delete(MailboxName.Create("A/B/C"));
        Assert.Equal("A INBOX", Tree(scene));
        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.Delete(MailboxName.Create("A/B"))).Refusal);
        Assert.Equal(Refusal.CannotDelete, (await scene.Anna.Delete(MailboxName.Inbox, withChildren: true)).Refusal);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_parent_that_is_no_mailbox_becomes_one_when_it_is_created(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var before = await scene.CreateAsync("A");
        await scene.FillAsync(1, "A");
        await scene.CreateAsync("A/B");
        await scene.Anna.Delete(MailboxName.Create("A"));
        await scene.CreateAsync("A/C");
        Assert.Equal("(A)+ A/B A/C INBOX", Tree(scene));
        var after = await scene.CreateAsync("A");
        Assert.Equal("A+ A/B A/C INBOX", Tree(scene));
        Assert.NotEqual(before.Id, after.Id);
        Assert.True(after.Status.UidValidity.Value > before.Status.UidValidity.Value);
        Assert.Equal((0, Uid.First), (after.Status.Messages, after.Status.UidNext));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Everything_below_goes_too_if_that_is_wished(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B/C");
        await scene.CreateAsync("AB");
        await scene.CreateAsync("A-B");
        await scene.FillAsync(2, "A/B/C");
        await scene.Anna.Delete(MailboxName.Create("A"));
        var view = await scene.SelectAsync("A/B/C");
        Assert.Equal(Refusal.None, (await scene.Anna.Delete(MailboxName.Create("A"), withChildren: true)).Refusal);
        Assert.Equal("A-B AB INBOX", Tree(scene));
        Assert.True(view.Sync(withExpunges: true).IsMailboxGone);
        Assert.Equal((0L, 3L), (scene.Anna.Quota.Bytes, scene.Anna.Quota.Mailboxes));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Uidvalidity_of_an_account_only_grows(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var last = (await scene.MailboxAsync()).Status.UidValidity.Value;
        for (var round = 0; round < 3; round++)
        {
            foreach (var name in new[] { "A", "B" })
            {
                var validity = (await scene.CreateAsync(name)).Status.UidValidity.Value;
                Assert.True(validity > last);
                last = validity;
                await scene.Anna.Delete(MailboxName.Create(name));
            }

            await scene.RestartAsync();
        }
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Uidvalidity_grows_though_the_clock_goes_back_and_is_not_used_up_by_one_that_is_far_ahead(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var last = (await scene.MailboxAsync()).Status.UidValidity.Value;
        foreach (var (round, years) in new[] { 1, 200, -200, -1, -100, 60, 130 }.Index())
        {
            scene.Clock.Jump(TimeSpan.FromDays(365 * years));
            foreach (var name in new[] { "A", "B" })
            {
                var validity = (await scene.CreateAsync(name)).Status.UidValidity.Value;
                Assert.InRange(validity, last + 1, uint.MaxValue - 1000);
                last = validity;
                await scene.Anna.Delete(MailboxName.Create(name));
            }

            // An account that comes into being then has room for mailboxes too.
            var other = await scene.AccountAsync($"bert{round}@example.org");
            Assert.Equal(Refusal.None, (await other.Create(MailboxName.Create("A"))).Refusal);
            await scene.RestartAsync();
        }
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_mailbox_is_found_by_its_id(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var mailbox = await scene.CreateAsync("A");
        await scene.Anna.Rename(MailboxName.Create("A"), MailboxName.Create("B"));
        await scene.RestartAsync();
        Assert.Equal(mailbox.Id, (await scene.MailboxAsync("B")).Id);
        Assert.Equal(mailbox.Id, (await scene.Anna.OpenAsync(mailbox.Id))!.Id);
        Assert.Null(await scene.Anna.OpenAsync(new MailboxId(mailbox.Id.Value + 77)));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Subscriptions_belong_to_names(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B");
        Assert.Equal(Refusal.None, (await scene.Anna.Subscribe(MailboxName.Create("A/B"), isSubscribed: true)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Subscribe(MailboxName.Create("A/B"), isSubscribed: true)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Subscribe(MailboxName.Create("X/Y"), isSubscribed: true)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Subscribe(MailboxName.Create("never"), isSubscribed: false)).Refusal);
        Assert.Equal(Refusal.BadName, (await scene.Anna.Subscribe(default, isSubscribed: true)).Refusal);
        Assert.Equal("A+ A/B* INBOX (X/Y)*", Tree(scene));
        await scene.Anna.Rename(MailboxName.Create("A/B"), MailboxName.Create("C"));
        await scene.RestartAsync();
        // RFC 9051 §6.3.6: a rename leaves them; §6.3.7: so does the end of a mailbox.
        Assert.Equal("A (A/B)* C INBOX (X/Y)*", Tree(scene));
        await scene.Anna.Subscribe(MailboxName.Create("A/B"), isSubscribed: false);
        await scene.Anna.Subscribe(MailboxName.Create("X/Y"), isSubscribed: false);
        Assert.Equal("A C INBOX", Tree(scene));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_special_use_belongs_to_one_mailbox(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var (sent, other) = (MailboxName.Create("Sent"), MailboxName.Create("Other"));
        await scene.Anna.Create(sent, SpecialUse.Sent | SpecialUse.Archive);
        Assert.Equal(Refusal.UseTaken, (await scene.Anna.Create(other, SpecialUse.Archive | SpecialUse.Junk)).Refusal);
        Assert.Equal("INBOX Sent", Tree(scene));
        await scene.Anna.Create(other, SpecialUse.Junk);
        Assert.Equal(Refusal.UseTaken, (await scene.Anna.SetUses(other, SpecialUse.Sent)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.SetUses(sent, SpecialUse.Sent)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.SetUses(other, SpecialUse.Archive | SpecialUse.Trash)).Refusal);
        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.SetUses(MailboxName.Create("X"), SpecialUse.All)).Refusal);
        await scene.Anna.Rename(other, MailboxName.Create("New"));
        await scene.RestartAsync();
        Assert.Equal("INBOX:None New:Archive, Trash Sent:Sent", string.Join(' ', scene.Anna.Tree.Select(entry => $"{entry.Name}:{entry.Uses}")));
        await scene.Anna.Delete(sent);
        Assert.Equal(Refusal.None, (await scene.Anna.Create(other, SpecialUse.Sent)).Refusal);
    }

    /// <summary>(name) where no mailbox is, + with children, * subscribed.</summary>
    internal static string Tree(Scene scene) => string.Join(' ', scene.Anna.Tree.Select(entry =>
        $"{(entry.Exists ? entry.Name : $"({entry.Name})")}{(entry.HasChildren ? "+" : "")}{(entry.IsSubscribed ? "*" : "")}"));
}
