using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

// RFC 3501 §2.3.2
public sealed class RecentTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Messages_are_recent_to_the_first_who_may_write(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        var reader = await scene.ExamineAsync();
        var first = await scene.SelectAsync();
        var second = await scene.SelectAsync();
        Assert.Equal((2, 2, 0), (reader.RecentCount, first.RecentCount, second.RecentCount));
        Assert.Equal((true, false, 0), (first.IsRecent(new Uid(2)), second.IsRecent(new Uid(2)), first.Mailbox.Status.Recent));
        Assert.False(first.IsRecent(new Uid(3)));
        Assert.Equal(0, (await scene.ExamineAsync()).RecentCount);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Reading_alone_takes_nothing(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var reader = await scene.ExamineAsync();
        await scene.FillAsync(1);
        reader.Sync(withExpunges: true);
        Assert.Equal((2, 2), (reader.RecentCount, reader.Mailbox.Status.Recent));
        await scene.RestartAsync();
        Assert.Equal(2, (await scene.MailboxAsync()).Status.Recent);
        Assert.Equal(2, (await scene.SelectAsync()).RecentCount);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_was_taken_is_not_recent_again(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        (await scene.SelectAsync()).Dispose();
        await scene.CrashAsync();
        Assert.Equal(0, (await scene.MailboxAsync()).Status.Recent);
        await scene.FillAsync(1);
        var view = await scene.SelectAsync();
        Assert.Equal((1, false, true), (view.RecentCount, view.IsRecent(new Uid(2)), view.IsRecent(new Uid(3))));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Arrivals_are_recent_to_the_view_that_was_opened_first(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var reader = await scene.ExamineAsync();
        var first = await scene.SelectAsync();
        var second = await scene.SelectAsync();
        await scene.FillAsync(2);
        Assert.Equal((0, 0), (first.RecentCount, first.Mailbox.Status.Recent));
        second.Sync(withExpunges: true);
        first.Sync(withExpunges: true);
        reader.Sync(withExpunges: true);
        Assert.Equal((2, 0, 0), (first.RecentCount, second.RecentCount, reader.RecentCount));
        first.Dispose();
        await scene.FillAsync(1);
        second.Sync(withExpunges: true);
        Assert.Equal((1, true), (second.RecentCount, second.IsRecent(new Uid(3))));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Recent_messages_that_go_are_counted_until_that_is_told(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x", new FlagSet(SystemFlags.Deleted));
        await scene.FillAsync(1);
        var view = await scene.SelectAsync();
        await view.Mailbox.Expunge();
        view.Sync(withExpunges: false);
        Assert.Equal((2, true), (view.RecentCount, view.IsRecent(new Uid(1))));
        view.Sync(withExpunges: true);
        Assert.Equal((1, false), (view.RecentCount, view.IsRecent(new Uid(1))));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Copies_and_moved_messages_are_recent_where_they_arrive(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        await scene.CreateAsync("A");
        var view = await scene.SelectAsync();
        await scene.Anna.Transfer(view.Mailbox, UidSet.Of(1), MailboxName.Create("A"), TransferKind.Copy);
        await scene.Anna.Transfer(view.Mailbox, UidSet.Of(2), MailboxName.Create("A"), TransferKind.Move);
        Assert.Equal(2, (await scene.SelectAsync("A")).RecentCount);
    }
}
