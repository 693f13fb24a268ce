using MailStore.Abstractions.Messages;
using MailStore.Engine.Tests.Rig;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

public sealed class RestartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void After_any_history_a_replay_gives_what_the_live_path_gave(ulong seed)
    {
        var dice = new Dice(seed);
        var rig = MailboxRig.Create();
        try
        {
            for (var life = 0; life < 4; life++)
            {
                Live(rig, dice);
                var before = rig.Describe();
                Assert.Empty(rig.Mailbox.Check(withBodies: true));
                rig = rig.Reopen(isKilled: dice.Percent(70));
                Assert.Equal(before, rig.Describe());
                Assert.Empty(rig.Mailbox.Check(withBodies: true));
            }
        }
        finally
        {
            rig.Dispose();
        }
    }

    // A while of a mailbox' life, with views that must always agree with what they were told.
    private static void Live(MailboxRig rig, Dice dice)
    {
        var views = new List<WatchedView>();
        for (var round = 0; round < 80; round++)
        {
            for (var count = dice.Between(1, 4); count > 0; count--)
            {
                Act(rig, dice);
            }

            rig.Step();
            if (views.Count < 4 && dice.Percent(15))
            {
                views.Add(new WatchedView(rig.View(isReadOnly: dice.Percent(30))));
            }

            if (views.Count > 0 && dice.Percent(60))
            {
                dice.Pick(views).Sync(withExpunges: dice.Percent(60));
            }

            if (views.Count > 0 && dice.Percent(5))
            {
                var closing = dice.Pick(views);
                closing.Dispose();
                views.Remove(closing);
            }

            Assert.All(views, view => view.Check());
        }

        views.ForEach(view => view.Dispose());
        Assert.Equal(0, rig.Pins);
    }

    private static void Act(MailboxRig rig, Dice dice)
    {
        var uids = UidSet.OfRanges(new UidRange((uint)dice.Between(1, 200), (uint)dice.Between(200, 400)))
            .Intersect(UidSet.Of([.. Enumerable.Range(0, 30).Select(_ => (uint)dice.Between(1, 400))]));
        var flags = new FlagSet((SystemFlags)dice.Below(32), [.. Enumerable.Range(0, dice.Below(3)).Select(_ => Keyword.Create($"k{dice.Below(70)}"))]);
        switch (dice.Below(10))
        {
            case < 4:
                rig.Arrive(flags.System, [.. flags.Keywords.Select(keyword => keyword.Name)]);
                break;
            case < 8:
                var since = dice.Percent(20) ? new ModSeq((ulong)dice.Between(1, (int)rig.Status.HighestModSeq.Value)) : default(ModSeq?);
                Forget(rig.Mailbox.ChangeFlags(uids, (FlagMode)dice.Below(3), flags, since));
                break;
            default:
                Forget(rig.Mailbox.Expunge(dice.Percent(50) ? uids : UidSet.OfRanges(new UidRange(1, (uint)dice.Between(1, 400)))));
                break;
        }
    }

    private static void Forget<T>(Abstractions.Changes.CommitTicket<T> ticket) => Assert.False(ticket.IsDurable);
}
