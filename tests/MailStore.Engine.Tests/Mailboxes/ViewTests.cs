using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Tests.Rig;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

public sealed class ViewTests
{
    private static readonly FlagSet Seen = new(SystemFlags.Seen);

    [Fact]
    public void A_view_changes_when_it_is_synced_and_never_else()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(5);
        using var view = rig.View();
        Assert.False(view.HasNews);
        rig.Expunge(UidSet.Of(2, 4));
        rig.Arrive(2);
        rig.Store(UidSet.Of(1, 6), FlagMode.Add, Seen);
        Assert.True(view.HasNews);
        Assert.Equal("1:5", view.Existing(UidSet.All).ToString());

        var changes = view.Sync(withExpunges: true);
        Assert.Equal("2,4", changes.Vanished.ToString());
        Assert.Equal([4, 2], changes.Expunged.ToArray());
        Assert.True(changes.HasArrivals);
        Assert.Equal("1", changes.FlagChanges.ToString());
        Assert.Equal("1,3,5:7", view.Existing(UidSet.All).ToString());
        Assert.Equal(2, view.SequenceOf(new(3)));
        Assert.Equal(rig.Status.HighestModSeq, view.SyncedTo);
        Assert.True(view.Sync(withExpunges: true).IsEmpty);
    }

    [Fact]
    public async Task Expunges_that_may_not_be_told_wait_and_their_messages_keep_number_and_text()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(5);
        using var view = rig.View();
        rig.Store(UidSet.Of(3), FlagMode.Add, new(SystemFlags.None, Keyword.Create("Kept")));
        view.Sync(withExpunges: true);
        var expunged = rig.Expunge(UidSet.Of(3));
        rig.Arrive(1);
        var changes = view.Sync(withExpunges: false);
        Assert.True(changes.Vanished.IsEmpty);
        Assert.Empty(changes.Expunged);
        Assert.True(changes.HasArrivals);
        Assert.Equal("1:6", view.Existing(UidSet.All).ToString());
        Assert.True(view.HasNews);
        Assert.Equal(new ModSeq(expunged.ModSeq.Value - 1), view.SyncedTo);
        Assert.Equal(MailboxRig.TextOf(new(3)), MailboxRig.Text(view, new(3)));
        Assert.True(view.TryRead(new(3), out var ghost));
        Assert.Equal(@"(\Deleted Kept)", rig.Status.Keywords.NamesOf(ghost).ToString());
        var entries = new MessageEntry[10];
        Assert.Equal(6, view.Read(1, entries));
        Assert.Equal(ghost, entries[2]);

        rig.Expunge(UidSet.Of(6, 1));
        Assert.Equal(new ModSeq(expunged.ModSeq.Value - 1), view.SyncedTo);
        view.Sync(withExpunges: false);
        Assert.Equal(new ModSeq(expunged.ModSeq.Value - 1), view.SyncedTo);
        Assert.Equal(2, rig.Pins);
        changes = view.Sync(withExpunges: true);
        Assert.Equal("1,3,6", changes.Vanished.ToString());
        Assert.Equal([6, 3, 1], changes.Expunged.ToArray());
        Assert.False(view.TryRead(new(3), out _));
        Assert.Null(await view.OpenAsync(new(3)));
        Assert.Equal(0, rig.Pins);
        Assert.True(rig.Mailbox.Ghosts.IsEmpty);
    }

    [Fact]
    public void Messages_that_came_and_went_between_syncs_are_not_mentioned()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(2);
        using var view = rig.View();
        rig.Arrive(3);
        rig.Store(UidSet.Of(3, 4), FlagMode.Add, Seen);
        rig.Expunge(UidSet.OfRanges(new UidRange(3, 5)));
        var changes = view.Sync(withExpunges: false);
        Assert.True(changes.IsEmpty);
        Assert.Equal(rig.Status.HighestModSeq, view.SyncedTo);
        Assert.False(view.HasNews);
    }

    [Fact]
    public void Each_of_many_views_is_told_the_same_once()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(300);
        var views = Enumerable.Range(0, 50).Select(n => rig.View(isReadOnly: n % 2 == 0)).ToArray();
        rig.Expunge(UidSet.Of(7, 8, 200));
        rig.Store(UidSet.Of(1, 7, 250), FlagMode.Add, Seen);
        foreach (var view in views)
        {
            Assert.Equal(MailboxRig.TextOf(new(8)), MailboxRig.Text(view, new(8)));
            var changes = view.Sync(withExpunges: true);
            Assert.Equal([200, 8, 7], changes.Expunged.ToArray());
            Assert.Equal("1,250", changes.FlagChanges.ToString());
            Assert.True(view.Sync(withExpunges: true).IsEmpty);
        }

        Assert.Equal(0, rig.Pins);
    }

    [Fact]
    public void A_view_that_slept_longer_than_changes_are_remembered_is_told_all_the_same()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(10);
        using var view = rig.View();
        for (var round = 0; round < 3 * ChangeRing.Versions; round++)
        {
            rig.Store(UidSet.Of((uint)(round % 5) + 1), FlagMode.Replace, new(round % 2 == 0 ? SystemFlags.Seen : SystemFlags.Flagged));
        }

        rig.Expunge(UidSet.Of(2));
        Assert.Equal("1,3:5", view.Sync(withExpunges: true).FlagChanges.ToString());
    }

    [Fact]
    public void New_keywords_are_told()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(1);
        using var view = rig.View();
        rig.Store(UidSet.Of(1), FlagMode.Add, new(SystemFlags.None, Keyword.Create("a")));
        Assert.True(view.Sync(withExpunges: false).HasNewKeywords);
        rig.Store(UidSet.Of(1), FlagMode.Remove, new(SystemFlags.None, Keyword.Create("a")));
        var changes = view.Sync(withExpunges: false);
        Assert.False(changes.HasNewKeywords);
        Assert.Equal("1", changes.FlagChanges.ToString());
    }

    [Fact]
    public void A_message_is_recent_to_one_view_alone_and_that_lasts()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(3);
        using var reader = rig.View(isReadOnly: true);
        Assert.Equal((3, 3), (reader.RecentCount, rig.Status.Recent));
        using var first = rig.View();
        Assert.Equal((3, 0), (first.RecentCount, rig.Status.Recent));
        using var second = rig.View();
        Assert.Equal(0, second.RecentCount);

        rig.Arrive(2);
        Assert.Equal(0, rig.Status.Recent);
        Assert.Equal(3, first.RecentCount);
        second.Sync(withExpunges: true);
        reader.Sync(withExpunges: true);
        first.Sync(withExpunges: true);
        Assert.Equal((5, 0, 3), (first.RecentCount, second.RecentCount, reader.RecentCount));
        Assert.True(first.IsRecent(new(5)));
        Assert.False(second.IsRecent(new(5)));
        first.Dispose();
        rig.Arrive(1);
        second.Sync(withExpunges: true);
        Assert.Equal(1, second.RecentCount);
        second.Dispose();
        rig.Arrive(4);
        Assert.Equal(4, rig.Status.Recent);
        rig.Expunge(UidSet.Of(8));
        Assert.Equal(3, rig.Status.Recent);

        using var killed = rig.Reopen(isKilled: true);
        Assert.Equal(3, killed.Status.Recent);
        using var third = killed.View();
        Assert.Equal(3, third.RecentCount);
        Assert.Equal("7,9:10", UidSet.Of([.. Enumerable.Range(1, 10).Where(uid => third.IsRecent(new((uint)uid))).Select(uid => (uint)uid)]).ToString());
    }

    [Fact]
    public async Task Who_waits_is_woken_by_a_commit_and_by_cancellation()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(1);
        using var view = rig.View();
        using var other = rig.View();
        var (waiting, others) = (view.WaitAsync(CancellationToken.None).AsTask(), other.WaitAsync(CancellationToken.None).AsTask());
        Assert.False(waiting.IsCompleted);
        rig.Arrive(1);
        await waiting;
        await others;
        await view.WaitAsync(CancellationToken.None);
        view.Sync(withExpunges: false);

        using var cancellation = new CancellationTokenSource();
        var cancelled = view.WaitAsync(cancellation.Token).AsTask();
        Assert.False(cancelled.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        // The mailbox may still have the view listed from before; that must not matter.
        var again = view.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(again.IsCompleted);
        rig.Arrive(1);
        await again;
        var closing = other.Sync(withExpunges: true).HasArrivals ? other.WaitAsync(CancellationToken.None).AsTask() : Task.CompletedTask;
        Assert.False(closing.IsCompleted);
        other.Dispose();
        await closing;
    }

    [Fact]
    public void A_view_costs_little_beside_the_sequence()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(5_000);
        var views = new List<IMailboxView>(1_100) { rig.View(isReadOnly: true) };
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1_000; count++)
        {
            views.Add(rig.View(isReadOnly: true));
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000, 1, 1_024);
        Assert.Equal(1_001, views.Count);
    }
}
