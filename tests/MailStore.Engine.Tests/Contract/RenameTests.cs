using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class RenameTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_is_below_goes_along(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B/C");
        await scene.CreateAsync("AB");
        await scene.FillAsync(1, "A/B/C");
        var (parent, child) = (await scene.MailboxAsync("A"), await scene.MailboxAsync("A/B/C"));
        Assert.Equal(new MailboxResult(Refusal.None, parent.Id), await RenameAsync(scene, "A", "X/Y"));
        Assert.Equal("AB INBOX X+ X/Y+ X/Y/B+ X/Y/B/C", TreeTests.Tree(scene));
        await scene.RestartAsync();
        Assert.Equal("AB INBOX X+ X/Y+ X/Y/B+ X/Y/B/C", TreeTests.Tree(scene));
        Assert.Equal(child.Id, (await scene.MailboxAsync("X/Y/B/C")).Id);
        Assert.Equal("Subject: 1\r\n\r\n", await Reading.TextAsync(await scene.SelectAsync("X/Y/B/C"), 1));
        Assert.Equal(6, scene.Anna.Quota.Mailboxes);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_parent_that_is_no_mailbox_is_renamed_too(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B");
        await scene.Anna.Delete(MailboxName.Create("A"));
        Assert.Equal(new MailboxResult(Refusal.None, default), await RenameAsync(scene, "A", "X"));
        Assert.Equal("INBOX (X)+ X/B", TreeTests.Tree(scene));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_cannot_be_is_refused_and_nothing_changes(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B/C");
        await scene.CreateAsync("D");
        await scene.Anna.Delete(MailboxName.Create("A/B"));
        Assert.Equal(Refusal.NoSuchMailbox, (await RenameAsync(scene, "X", "Y")).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await RenameAsync(scene, "A", "D")).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await RenameAsync(scene, "D", "A/B")).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await RenameAsync(scene, "A", "A")).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await RenameAsync(scene, "A", "INBOX")).Refusal);
        Assert.Equal(Refusal.BadName, (await RenameAsync(scene, "A", "A/X")).Refusal);
        Assert.Equal(Refusal.BadName, (await RenameAsync(scene, "A", string.Join('/', Enumerable.Repeat("x", MailboxName.LevelsMax - 1)))).Refusal);
        Assert.Equal(Refusal.BadName, (await RenameAsync(scene, "A", new string('x', MailboxName.OctetsMax))).Refusal);
        Assert.Equal(Refusal.BadName, (await scene.Anna.Rename(MailboxName.Create("A"), default)).Refusal);
        Assert.Equal("A+ (A/B)+ A/B/C D INBOX", TreeTests.Tree(scene));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task From_inbox_the_messages_are_moved_and_it_stays(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("INBOX/Below");
        await scene.AppendAsync("one", Reading.Some(SystemFlags.Seen, "work"));
        await scene.AppendAsync("two");
        var view = await scene.SelectAsync();
        var inbox = view.Mailbox.Status;
        var result = await RenameAsync(scene, "INBOX", "Old/Mail");
        Assert.Equal("INBOX+ INBOX/Below Old+ Old/Mail", TreeTests.Tree(scene));
        var target = await scene.SelectAsync("Old/Mail");
        Assert.Equal(result.Id, target.Mailbox.Id);
        Assert.NotEqual(inbox.Id, target.Mailbox.Id);
        Assert.Equal((2, 2), (target.Count, target.RecentCount));
        Assert.Equal(("(\\Seen work)", "two"), (Reading.Flags(target, 1).ToString(), await Reading.TextAsync(target, 2)));
        Assert.Equal(Reading.Entry(view, 2).Id, Reading.Entry(target, 2).Id);
        Assert.Equal("1:2", view.Sync(withExpunges: true).Vanished.ToString());
        Assert.Equal((inbox.Id, inbox.UidValidity, new Uid(3), 0), (view.Mailbox.Id, view.Mailbox.Status.UidValidity, view.Mailbox.Status.UidNext, view.Mailbox.Status.Messages));
        Assert.Equal(Refusal.None, (await RenameAsync(scene, "INBOX", "INBOX/Older")).Refusal);
        Assert.Equal((2L, 5L), (scene.Anna.Quota.Messages, scene.Anna.Quota.Mailboxes));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_name_never_comes_back_with_an_older_uidvalidity(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var older = await scene.CreateAsync("Older");
        var (kept, newer) = (older.Status.UidValidity.Value, (await scene.CreateAsync("Newer")).Status.UidValidity.Value);
        await RenameAsync(scene, "Older", "Renamed");
        // No newer one ever left a name behind, so nothing can be mistaken.
        Assert.Equal(kept, older.Status.UidValidity.Value);
        await scene.Anna.Delete(MailboxName.Create("Newer"));
        await scene.RestartAsync();
        await RenameAsync(scene, "Renamed", "Newer");
        var renamed = (await scene.MailboxAsync("Newer")).Status;
        Assert.Equal(older.Id, renamed.Id);
        Assert.True(renamed.UidValidity.Value > newer);
        Assert.True((await scene.CreateAsync("Last")).Status.UidValidity.Value > renamed.UidValidity.Value);
    }

    private static async Task<MailboxResult> RenameAsync(Scene scene, string source, string target) =>
        await scene.Anna.Rename(MailboxName.Create(source), MailboxName.Create(target));
}
