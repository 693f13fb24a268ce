using System.Collections.Concurrent;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class NewsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Waiting_ends_with_the_next_commit(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var view = await scene.SelectAsync();
        var waiting = view.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        await scene.AppendAsync("x");
        await waiting.WaitAsync(Long);
        Assert.True(view.Sync(withExpunges: true).HasArrivals);

        waiting = view.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        await view.Mailbox.ChangeFlags(UidSet.All, FlagMode.Add, new FlagSet(SystemFlags.Deleted));
        await waiting.WaitAsync(Long);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Waiting_ends_at_once_while_something_is_untold(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x", new FlagSet(SystemFlags.Deleted));
        var view = await scene.SelectAsync();
        await view.Mailbox.Expunge();
        await view.WaitAsync(CancellationToken.None).AsTask().WaitAsync(Long);
        view.Sync(withExpunges: false);
        await view.WaitAsync(CancellationToken.None).AsTask().WaitAsync(Long);
        view.Sync(withExpunges: true);
        Assert.False(view.HasNews);
        await WaitInVainAsync(view);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Waiting_can_be_given_up_and_begun_again(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var view = await scene.SelectAsync();
        await WaitInVainAsync(view);
        await WaitInVainAsync(view);
        var waiting = view.WaitAsync(CancellationToken.None).AsTask();
        await scene.AppendAsync("x");
        await waiting.WaitAsync(Long);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Other_mailboxes_wake_nobody(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A");
        var view = await scene.SelectAsync();
        var waiting = view.WaitAsync(CancellationToken.None).AsTask();
        await scene.AppendAsync("x", name: "A");
        Assert.False(view.HasNews);
        Assert.False(waiting.IsCompleted);
        await scene.Anna.Transfer(await scene.MailboxAsync("A"), UidSet.All, MailboxName.Inbox, TransferKind.Move);
        await waiting.WaitAsync(Long);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task The_end_of_a_mailbox_is_news(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A");
        var view = await scene.SelectAsync("A");
        var waiting = view.WaitAsync(CancellationToken.None).AsTask();
        await scene.Anna.Delete(MailboxName.Create("A"));
        await waiting.WaitAsync(Long);
        Assert.True(view.Sync(withExpunges: false).IsMailboxGone);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Who_watches_an_account_hears_of_each_commit(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var bertha = await scene.AccountAsync("bertha@example.org");
        var inbox = await scene.MailboxAsync();
        var heard = new ConcurrentQueue<MailboxId>();
        using (scene.Anna.Watch(change => heard.Enqueue(change.Mailbox)))
        {
            await scene.AppendAsync("x");
            AssertHeard(heard, inbox.Id);
            await inbox.ChangeFlags(UidSet.All, FlagMode.Add, new FlagSet(SystemFlags.Seen));
            AssertHeard(heard, inbox.Id);
            var target = await scene.CreateAsync("A");
            AssertHeard(heard, default(MailboxId));
            await scene.Anna.Transfer(inbox, UidSet.All, MailboxName.Create("A"), TransferKind.Move);
            AssertHeard(heard, inbox.Id, target.Id);
            await scene.Anna.Subscribe(MailboxName.Create("A"), isSubscribed: true);
            AssertHeard(heard, default(MailboxId));
            await scene.Anna.Rename(MailboxName.Create("A"), MailboxName.Create("B"));
            AssertHeard(heard, default(MailboxId));
            await scene.DeliverAsync("y", new Recipient(bertha.Id, MailboxName.Inbox));
            Assert.Empty(heard);
            await scene.DeliverAsync("y", new Recipient(scene.Anna.Id, MailboxName.Create("B")));
            AssertHeard(heard, target.Id);
        }

        await scene.AppendAsync("x");
        Assert.Empty(heard);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_changes_nothing_is_no_news(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x");
        var view = await scene.SelectAsync();
        var waiting = view.WaitAsync(CancellationToken.None).AsTask();
        await view.Mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, new FlagSet(SystemFlags.Seen));
        await view.Mailbox.Expunge();
        await scene.SelectAsync();
        Assert.False(view.HasNews);
        Assert.False(waiting.IsCompleted);
        await scene.AppendAsync("x");
        await waiting.WaitAsync(Long);
    }

    private static async Task WaitInVainAsync(IMailboxView view)
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = view.WaitAsync(cancellation.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Long));
    }

    /// <summary>A commit is announced before its ticket completes, so nothing is waited for.</summary>
    private static void AssertHeard(ConcurrentQueue<MailboxId> heard, params MailboxId[] expected)
    {
        Assert.Equal(expected.ToHashSet(), heard.ToHashSet());
        heard.Clear();
    }
}
