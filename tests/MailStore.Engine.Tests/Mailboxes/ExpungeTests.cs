using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Tests.Rig;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

public sealed class ExpungeTests
{
    [Fact]
    public void What_has_deleted_goes_and_the_rest_stays()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(10);
        rig.Store(UidSet.OfRanges(new UidRange(3, 6)), FlagMode.Add, new(SystemFlags.Deleted));
        var some = rig.Run(rig.Mailbox.Expunge(UidSet.OfRanges(new UidRange(1, 4))));
        Assert.Equal("3:4", some.Expunged.ToString());
        Assert.Equal(8, rig.Status.Messages);
        Assert.Equal(2, rig.Status.Deleted);
        var all = rig.Run(rig.Mailbox.Expunge());
        Assert.Equal("5:6", all.Expunged.ToString());
        Assert.Equal(some.ModSeq.Next, all.ModSeq);
        var none = rig.Run(rig.Mailbox.Expunge());
        Assert.True(none.Expunged.IsEmpty);
        Assert.Equal(all.ModSeq, none.ModSeq);

        Assert.Equal("3:6", rig.Mailbox.VanishedSince(default).ToString());
        Assert.Equal("5:6", rig.Mailbox.VanishedSince(some.ModSeq).ToString());
        Assert.True(rig.Mailbox.VanishedSince(all.ModSeq).IsEmpty);
        Assert.Equal(6, rig.TotalMessages);
        Assert.Equal(rig.Status.Size, rig.TotalBytes);
        Assert.Empty(rig.Mailbox.Check(withBodies: true));
    }

    [Fact]
    public void An_expunge_too_large_for_a_frame_is_one_change_all_the_same()
    {
        using var rig = MailboxRig.Create();
        for (var round = 0; round < 10; round++)
        {
            rig.Arrive(1_000);
        }

        var odd = UidSet.Of([.. Enumerable.Range(0, 5_000).Select(n => (uint)(2 * n) + 1)]);
        var result = rig.Expunge(odd);
        Assert.Equal(odd, result.Expunged);
        Assert.Equal(result.ModSeq, rig.Status.HighestModSeq);
        Assert.Equal(odd, rig.Mailbox.VanishedSince(new(result.ModSeq.Value - 1)));
        var described = rig.Describe();
        using var killed = rig.Reopen(isKilled: true);
        Assert.Equal(described, killed.Describe());
        Assert.Empty(killed.Mailbox.Check(withBodies: false));
    }

    [Fact]
    public void All_may_go_and_more_may_come()
    {
        using var rig = MailboxRig.Create();
        for (var round = 0; round < 5; round++)
        {
            rig.Arrive(200);
            rig.Expunge(UidSet.All);
            Assert.Equal(0, rig.Status.Messages);
        }

        Assert.Equal("1:1000", rig.Mailbox.VanishedSince(default).ToString());
        Assert.Equal(1001u, rig.Arrive().Value);
        Assert.Empty(rig.Mailbox.Check(withBodies: true));
        using var again = rig.Reopen(isKilled: false);
        Assert.Equal("1001", again.View().Existing(UidSet.All).ToString());
    }

    [Fact]
    public void A_mailbox_that_was_deleted_refuses_changes_and_its_views_stay_as_they_were()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(5_000);
        using var view = rig.View();
        rig.Arrive(5);
        rig.Destroy();
        Assert.True(rig.Mailbox.IsDeleted);
        Assert.Equal(Refusal.NoSuchMailbox, rig.Store(UidSet.All, FlagMode.Add, new(SystemFlags.Seen)).Refusal);
        Assert.Equal(Refusal.NoSuchMailbox, rig.Run(rig.Mailbox.Expunge()).Refusal);
        Assert.True(view.HasNews);
        var changes = view.Sync(withExpunges: true);
        Assert.True(changes.IsMailboxGone);
        Assert.False(changes.HasArrivals);
        Assert.False(view.HasNews);
        Assert.Equal(5_000, view.Count);
        Assert.Equal(new Uid(4_711), view.UidAt(4_711));
        Assert.True(view.TryRead(new(4_711), out var entry));
        Assert.Equal(new Uid(4_711), entry.Uid);
        Assert.Equal(MailboxRig.TextOf(new(17)), MailboxRig.Text(view, new(17)));
        Assert.Equal(0, rig.TotalMessages);
        view.Dispose();
        Assert.Equal(0, rig.Pins);
    }
}
