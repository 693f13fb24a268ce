using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class TransferTests
{
    private static readonly MailboxName Target = MailboxName.Create("Target");

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_copy_keeps_flags_date_and_ids(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("one", Reading.Some(SystemFlags.Seen, "$Work", "a"));
        await scene.CreateAsync("Target");
        await scene.AppendAsync("there", Reading.Some(SystemFlags.None, "b", "A"), "Target");
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        var result = await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.All, Target, TransferKind.Copy);
        Assert.Equal((Refusal.None, "1", "2"), (result.Refusal, result.Source.ToString(), result.Target.ToString()));
        await scene.RestartAsync();

        var (source, target) = (await scene.SelectAsync(), await scene.SelectAsync("Target"));
        Assert.Equal(target.Mailbox.Status.UidValidity, result.UidValidity);
        var (original, copy) = (Reading.Entry(source, 1), Reading.Entry(target, 2));
        Assert.Equal((original.Id, original.Thread, original.InternalDate, original.Size), (copy.Id, copy.Thread, copy.InternalDate, copy.Size));
        Assert.Equal((Scene.Start, Scene.Start.AddMinutes(1), new ModSeq(3)), (original.SaveDate, copy.SaveDate, copy.ModSeq));
        Assert.Equal("(\\Seen $Work A)", Reading.Flags(target, 2).ToString());
        Assert.Equal("one", await Reading.TextAsync(target, 2));
        Assert.Equal(new ModSeq(2), source.Mailbox.Status.HighestModSeq);
        Assert.Equal(new Quota(default, 3 + 3 + 5, 3, 2), scene.Anna.Quota);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_move_is_there_and_gone_in_one_step(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(5);
        await scene.CreateAsync("Target");
        var view = await scene.SelectAsync();
        var id = Reading.Entry(view, 4).Id;
        var result = await scene.Anna.Transfer(view.Mailbox, UidSet.Of(4, 2, 77), Target, TransferKind.Move);
        Assert.Equal((Refusal.None, "2,4", "1:2", new ModSeq(7)), (result.Refusal, result.Source.ToString(), result.Target.ToString(), result.ModSeq));
        Assert.Equal("2,4", view.Sync(withExpunges: true).Vanished.ToString());
        Assert.Equal("2,4", view.Mailbox.VanishedSince(new ModSeq(6)).ToString());
        var target = await scene.SelectAsync("Target");
        Assert.Equal(id, Reading.Entry(target, 2).Id);
        Assert.Equal(new ModSeq(2), Reading.Entry(target, 1).ModSeq);
        Assert.Equal("Subject: 4\r\n\r\n", await Reading.TextAsync(target, 2));
        Assert.Equal(5, scene.Anna.Quota.Messages);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Within_one_mailbox_messages_get_new_uids(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        var view = await scene.SelectAsync();
        var copy = await scene.Anna.Transfer(view.Mailbox, UidSet.Of(1), MailboxName.Inbox, TransferKind.Copy);
        Assert.Equal(("1", "3"), (copy.Source.ToString(), copy.Target.ToString()));
        var move = await scene.Anna.Transfer(view.Mailbox, UidSet.Of(1, 3), MailboxName.Inbox, TransferKind.Move);
        Assert.Equal(("1,3", "4:5", new ModSeq(6)), (move.Source.ToString(), move.Target.ToString(), move.ModSeq));
        var changes = view.Sync(withExpunges: true);
        // 3 came and went before this view was told of it.
        Assert.Equal(("1", true), (changes.Vanished.ToString(), changes.HasArrivals));
        Assert.Equal([2U, 4, 5], Reading.Uids(view));
        Assert.Equal(Reading.Entry(view, 4).Id, Reading.Entry(view, 5).Id);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_transfer_of_nothing_is_no_refusal(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var target = await scene.CreateAsync("Target");
        var mailbox = await scene.MailboxAsync();
        foreach (var how in Enum.GetValues<TransferKind>())
        {
            var result = await scene.Anna.Transfer(mailbox, UidSet.Of(7, 9), Target, how);
            Assert.Equal((Refusal.None, true, true), (result.Refusal, result.Source.IsEmpty, result.Target.IsEmpty));
        }

        Assert.Equal((ModSeq.First, new ModSeq(2)), (target.Status.HighestModSeq, mailbox.Status.HighestModSeq));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Without_a_target_nothing_is_copied(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        await scene.CreateAsync("A/B");
        await scene.Anna.Delete(MailboxName.Create("A"));
        var mailbox = await scene.MailboxAsync();
        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.Transfer(mailbox, UidSet.All, Target, TransferKind.Move)).Refusal);
        Assert.Equal(Refusal.NotSelectable, (await scene.Anna.Transfer(mailbox, UidSet.All, MailboxName.Create("A"), TransferKind.Copy)).Refusal);
        Assert.Equal(1, mailbox.Status.Messages);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_copy_outlives_its_original(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("shared", new FlagSet(SystemFlags.Deleted));
        await scene.CreateAsync("Target");
        var mailbox = await scene.MailboxAsync();
        await scene.Anna.Transfer(mailbox, UidSet.All, Target, TransferKind.Copy);
        await mailbox.Expunge();
        await scene.RestartAsync();
        Assert.Equal("shared", await Reading.TextAsync(await scene.SelectAsync("Target"), 1));
        await scene.Anna.Transfer(await scene.MailboxAsync("Target"), UidSet.All, MailboxName.Inbox, TransferKind.Move);
        await scene.Anna.Delete(Target);
        await scene.RestartAsync();
        Assert.Equal("shared", await Reading.TextAsync(await scene.SelectAsync(), 2));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_source_of_another_account_is_a_mistake_of_the_caller(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var bertha = await scene.AccountAsync("bertha@example.org");
        var mailbox = await bertha.OpenAsync(MailboxName.Inbox);
        await Assert.ThrowsAsync<ArgumentException>(async () => await scene.Anna.Transfer(mailbox!, UidSet.All, MailboxName.Inbox, TransferKind.Copy));
    }
}
