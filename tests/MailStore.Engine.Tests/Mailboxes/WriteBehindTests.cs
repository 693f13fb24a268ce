using MailStore.Abstractions.Messages;
using MailStore.Engine.Tests.Rig;
using MailStore.Log.Commit;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

/// <summary>The writer decides a batch while the one before it is on its way to the disk: sessions see one behind the other.</summary>
public sealed class WriteBehindTests : IDisposable
{
    private readonly MailboxRig _rig = MailboxRig.Create();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Messages_that_are_decided_meanwhile_are_not_seen_yet()
    {
        _rig.Arrive(count: 3);
        var view = _rig.View(isReadOnly: true);
        Fly(batch => Arrive(batch), batch => Arrive(batch));
        Beside(batch => Arrive(batch));
        Assert.Equal(3, _rig.Mailbox.Status.Messages);

        Assert.True(_rig.RunOnce());
        Assert.Equal(5, _rig.Mailbox.Status.Messages);
        Assert.Equal(new Uid(6), _rig.Mailbox.Status.UidNext);
        Assert.Equal(5, _rig.Mailbox.Current.Sequence.Count);

        _rig.Step();
        Assert.Equal(6, _rig.Mailbox.Status.Messages);
        Assert.Equal(3, view.Count);
    }

    [Fact]
    public void Flags_of_the_next_batch_are_not_seen_with_those_of_this_one()
    {
        var uid = _rig.Arrive();
        var only = UidSet.OfRanges(new UidRange(uid, uid));
        Fly(batch => Arrive(batch), batch => Arrive(batch));
        var flagged = _rig.Mailbox.ChangeFlags(only, FlagMode.Add, new(SystemFlags.Flagged));
        Assert.True(_rig.RunOnce());
        var before = _rig.Mailbox.Status.HighestModSeq;
        Assert.True(_rig.RunOnce());
        var between = _rig.Mailbox.Status.HighestModSeq;
        Assert.False(flagged.IsDurable);
        Assert.True(_rig.Mailbox.ChangedSince(between).IsEmpty);

        _rig.Step();
        Assert.True(flagged.IsDurable);
        Assert.True(between > before);
        Assert.Equal(only, _rig.Mailbox.ChangedSince(between));
    }

    [Fact]
    public void What_an_expunge_takes_stays_readable_and_flags_of_the_gone_are_seen_when_they_are_durable()
    {
        var uids = _rig.Arrive(count: 4, SystemFlags.Deleted);
        var (first, last) = (uids.Ranges[0].First, uids.Ranges[0].Last);
        var view = _rig.View();
        _rig.Run(_rig.Mailbox.Expunge(UidSet.OfRanges(new UidRange(first, first))));
        Fly(batch => Arrive(batch), batch => Arrive(batch));

        // Beside that: a flag of what is gone already, and another message goes.
        var stored = _rig.Mailbox.ChangeFlags(UidSet.OfRanges(new UidRange(first, first)), FlagMode.Add, new(SystemFlags.Flagged), unchangedSince: null, withGhosts: true);
        var expunged = _rig.Mailbox.Expunge(UidSet.OfRanges(new UidRange(last, last)));
        Assert.True(_rig.RunOnce());
        Assert.True(_rig.RunOnce());
        Assert.True(_rig.Mailbox.Ghosts.TryFind(first, out var ghost));
        Assert.False(ghost.Flags.HasFlag(SystemFlags.Flagged));
        Assert.True(_rig.RunOnce());

        // The first batch is seen now; the ghost of the second expunge is there for whoever looks, its flag is not.
        Assert.False(stored.IsDurable);
        Assert.False(expunged.IsDurable);
        Assert.Equal(5, _rig.Mailbox.Status.Messages);
        Assert.True(_rig.Mailbox.Ghosts.TryFind(first, out ghost));
        Assert.False(ghost.Flags.HasFlag(SystemFlags.Flagged));
        Assert.Equal(MailboxRig.TextOf(last), MailboxRig.Text(view, last));

        _rig.Step();
        Assert.True(stored.IsDurable && expunged.IsDurable);
        Assert.True(_rig.Mailbox.Ghosts.TryFind(first, out ghost));
        Assert.True(ghost.Flags.HasFlag(SystemFlags.Flagged));
        Assert.Equal(MailboxRig.TextOf(last), MailboxRig.Text(view, last));
        Assert.Equal(4, _rig.Mailbox.Status.Messages);

        view.Dispose();
        Assert.Equal(0, _rig.Pins);
    }

    [Fact]
    public void What_both_batches_changed_is_the_same_after_a_kill()
    {
        _rig.Arrive(count: 100);
        for (var round = 0; round < 10; round++)
        {
            Fly(batch => Arrive(batch), batch => Arrive(batch));
            Beside(batch => Arrive(batch));
            var gone = _rig.Mailbox.Status.UidNext.Value - 40u;
            var deleted = _rig.Mailbox.ChangeFlags(UidSet.OfRanges(new UidRange(gone, gone + 2)), FlagMode.Add, new(SystemFlags.Deleted));
            var expunged = _rig.Mailbox.Expunge();
            _rig.Step();
            Assert.True(deleted.IsDurable && expunged.IsDurable);
        }

        var before = _rig.Describe();
        using var again = _rig.Reopen(isKilled: true);
        Assert.Equal(before, again.Describe());
    }

    private Uid Arrive(IBatch batch) => _rig.Arrive(batch, SystemFlags.None, []);

    // Two requests are a batch that is written behind the writer's back.
    private void Fly(Func<IBatch, Uid> one, Func<IBatch, Uid> two)
    {
        Assert.True(_rig.TrySubmit(new ActRequest<Uid>(one)));
        Assert.True(_rig.TrySubmit(new ActRequest<Uid>(two)));
        Assert.True(_rig.RunOnce());
    }

    private void Beside(Func<IBatch, Uid> act)
    {
        Assert.True(_rig.TrySubmit(new ActRequest<Uid>(act)));
        Assert.True(_rig.RunOnce());
    }
}
