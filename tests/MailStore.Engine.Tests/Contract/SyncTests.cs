using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class SyncTests
{
    private static readonly FlagSet Deleted = new(SystemFlags.Deleted);
    private static readonly FlagSet Seen = new(SystemFlags.Seen);

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_view_numbers_what_was_there_when_it_was_opened(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(5);
        await ExpungeAsync(scene, 2, 3);
        var view = await scene.SelectAsync();
        await scene.AppendAsync("later");
        Assert.Equal((3, 5U), (view.Count, view.UidAt(3).Value));
        Assert.Equal((1, 0, 2, 3, 0), (view.SequenceOf(new Uid(1)), view.SequenceOf(new Uid(2)), view.SequenceOf(new Uid(4)), view.SequenceOf(new Uid(5)), view.SequenceOf(new Uid(6))));
        Assert.Equal((1, 1, 1, 2, 3, 3), (view.CountUpTo(new Uid(1)), view.CountUpTo(new Uid(2)), view.CountUpTo(new Uid(3)), view.CountUpTo(new Uid(4)), view.CountUpTo(new Uid(5)), view.CountUpTo(Uid.Last)));
        Assert.Equal("1,4:5", view.Existing(UidSet.All).ToString());
        Assert.Equal("4", view.Existing(UidSet.OfRanges(new UidRange(2, 4), new UidRange(6, 9))).ToString());
        Assert.False(view.TryRead(new Uid(2), out _));
        Assert.False(view.TryRead(new Uid(6), out _));
        Assert.Null(await view.OpenAsync(new Uid(6)));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Entries_that_follow_each_other_are_read_at_once(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(6);
        await ExpungeAsync(scene, 2);
        var view = await scene.SelectAsync();
        var entries = new MessageEntry[3];
        Assert.Equal(3, view.Read(2, entries));
        Assert.Equal([3U, 4, 5], entries.Select(entry => entry.Uid.Value));
        Assert.Equal(Reading.Entry(view, 4), entries[1]);
        Assert.Equal(2, view.Read(4, entries));
        Assert.Equal(0, view.Read(6, entries));
        Assert.Equal(0, view.Read(1, []));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Arrivals_are_numbered_at_the_next_sync(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var view = await scene.SelectAsync();
        Assert.False(view.HasNews);
        Assert.True(view.Sync(withExpunges: true).IsEmpty);
        await scene.FillAsync(2);
        Assert.True(view.HasNews);
        var changes = view.Sync(withExpunges: false);
        Assert.True(changes is { HasArrivals: true, HasNewKeywords: false, IsMailboxGone: false });
        Assert.True(changes.FlagChanges.IsEmpty && changes.Vanished.IsEmpty);
        Assert.Equal((3, false, new ModSeq(4)), (view.Count, view.HasNews, view.SyncedTo));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Expunged_messages_keep_their_numbers_until_that_is_told(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(6);
        var view = await scene.SelectAsync();
        await ExpungeAsync(scene, 2, 3, 6); // flags 8, expunge 9
        await scene.AppendAsync("seventh"); // 10

        var held = view.Sync(withExpunges: false);
        Assert.True(held.HasArrivals && held.Vanished.IsEmpty && held.Expunged.IsEmpty);
        Assert.True(held.FlagChanges.IsEmpty); // of those that went, nothing more is said
        Assert.Equal([1U, 2, 3, 4, 5, 6, 7], Reading.Uids(view));
        Assert.Equal((true, new ModSeq(8)), (view.HasNews, view.SyncedTo));

        var told = view.Sync(withExpunges: true);
        Assert.Equal(("2:3,6", false), (told.Vanished.ToString(), told.HasArrivals));
        Assert.Equal([6, 3, 2], told.Expunged.AsEnumerable());
        Assert.Equal([1U, 4, 5, 7], Reading.Uids(view));
        Assert.Equal((false, new ModSeq(10)), (view.HasNews, view.SyncedTo));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Ghosts_are_readable_until_they_are_told(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        await scene.AppendAsync("the third", Reading.Some(SystemFlags.Flagged, "kept"));
        var view = await scene.SelectAsync();
        var other = await scene.ExamineAsync();
        var before = Reading.Entry(view, 3);
        await ExpungeAsync(scene, 3);
        Assert.Equal(2, (await scene.ExamineAsync()).Count);
        view.Sync(withExpunges: false);
        await scene.FillAsync(1);

        Assert.Equal("the third", await Reading.TextAsync(view, 3));
        Assert.Equal(Reading.Some(SystemFlags.Flagged | SystemFlags.Deleted, "kept"), Reading.Flags(view, 3));
        Assert.Equal(before with { Flags = SystemFlags.Flagged | SystemFlags.Deleted, ModSeq = new ModSeq(5) }, Reading.Entry(view, 3));
        var entries = new MessageEntry[3];
        Assert.Equal(3, view.Read(1, entries));
        Assert.Equal(Reading.Entry(view, 3), entries[2]);

        using var open = await view.OpenAsync(new Uid(3));
        view.Sync(withExpunges: true);
        Assert.False(view.TryRead(new Uid(3), out _));
        Assert.Null(await view.OpenAsync(new Uid(3)));
        Assert.Equal("the third", await Reading.TextAsync(other, 3));
        // Content that is open stays readable, whatever is told meanwhile.
        var octets = new byte[9];
        Assert.Equal(9, await open!.ReadAsync(0, octets));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Ghosts_get_flags_and_all_who_number_them_are_told(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(3);
        var (view, third, late) = (await scene.SelectAsync(), await scene.SelectAsync(), await scene.SelectAsync());
        await ExpungeAsync(scene, 2); // flags 5, expunge 6
        late.Sync(withExpunges: true);
        third.Sync(withExpunges: false);

        var result = await view.ChangeFlags(UidSet.Of(1, 2), FlagMode.Add, Reading.Some(SystemFlags.Flagged, "New"));
        Assert.Equal((Abstractions.Changes.Refusal.None, "1:2", new ModSeq(7)), (result.Refusal, result.Changed.ToString(), result.ModSeq));
        var alone = await view.ChangeFlags(UidSet.Of(2), FlagMode.Remove, Reading.Some(SystemFlags.Deleted));
        Assert.Equal(("2", new ModSeq(8)), (alone.Changed.ToString(), alone.ModSeq));
        Assert.Equal(new ModSeq(8), view.Mailbox.Status.HighestModSeq);
        var same = await view.ChangeFlags(UidSet.Of(2), FlagMode.Add, Reading.Some(SystemFlags.Flagged));
        Assert.True(same.Changed.IsEmpty && same.Conflicts.IsEmpty);
        var late1 = await view.ChangeFlags(UidSet.Of(1, 2), FlagMode.Add, Reading.Some(SystemFlags.Seen), unchangedSince: new ModSeq(7));
        Assert.Equal(("1", "2"), (late1.Changed.ToString(), late1.Conflicts.ToString()));

        Assert.Equal("1:2", third.Sync(withExpunges: false).FlagChanges.ToString());
        Assert.Equal(Reading.Some(SystemFlags.Flagged, "New"), Reading.Flags(third, 2));
        Assert.Equal("1", late.Sync(withExpunges: true).FlagChanges.ToString());
        Assert.True(third.Sync(withExpunges: false).IsEmpty);
        var told = third.Sync(withExpunges: true);
        Assert.Equal(("2", true), (told.Vanished.ToString(), told.FlagChanges.IsEmpty));
        Assert.Equal("2", view.Sync(withExpunges: true).Vanished.ToString());

        // Nobody numbers it any more; what is there is not brought back by it, also not by a restart.
        Assert.True((await view.Mailbox.ChangeFlags(UidSet.Of(2), FlagMode.Add, Reading.Some(SystemFlags.Seen))).Changed.IsEmpty);
        await scene.RestartAsync();
        Assert.Equal(new ModSeq(9), (await scene.MailboxAsync()).Status.HighestModSeq);
        Assert.Equal([1U, 3], Reading.Uids(await scene.ExamineAsync()));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_came_and_went_between_two_syncs_is_never_said(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var view = await scene.SelectAsync();
        await scene.FillAsync(2);
        await ExpungeAsync(scene, 2, 3);
        Assert.True(view.HasNews);
        Assert.True(view.Sync(withExpunges: true).IsEmpty);
        Assert.Equal((1, false, new ModSeq(6)), (view.Count, view.HasNews, view.SyncedTo));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Changes_of_flags_are_said_once(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(4);
        var view = await scene.SelectAsync();
        await view.Mailbox.ChangeFlags(UidSet.Of(2, 4), FlagMode.Add, Reading.Some(SystemFlags.Seen, "new"));
        await scene.AppendAsync("fifth");
        await view.Mailbox.ChangeFlags(UidSet.Of(5), FlagMode.Add, Seen);
        // Flags are the newest there are, told or not.
        Assert.Equal(SystemFlags.Seen, Reading.Entry(view, 2).Flags);
        var changes = view.Sync(withExpunges: false);
        Assert.Equal(("2,4", true, true), (changes.FlagChanges.ToString(), changes.HasNewKeywords, changes.HasArrivals));
        Assert.True(view.Sync(withExpunges: true).IsEmpty);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Flags_changed_twice_are_said_though_they_are_as_before(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var view = await scene.SelectAsync();
        await view.Mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Seen);
        await view.Mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, Seen);
        // RFC 7162 §3.1: the client learns the mod-sequence.
        Assert.Equal("1", view.Sync(withExpunges: true).FlagChanges.ToString());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_withheld_expunge_does_not_hide_what_comes_after_it(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(4);
        var view = await scene.SelectAsync();
        await ExpungeAsync(scene, 1);
        view.Sync(withExpunges: false);
        await view.Mailbox.ChangeFlags(UidSet.Of(3), FlagMode.Add, Seen);
        Assert.Equal("3", view.Sync(withExpunges: false).FlagChanges.ToString());
        await ExpungeAsync(scene, 4);
        var changes = view.Sync(withExpunges: true);
        Assert.Equal(("1,4", true), (changes.Vanished.ToString(), changes.FlagChanges.IsEmpty));
        Assert.Equal([4, 1], changes.Expunged.AsEnumerable());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Views_of_one_mailbox_go_on_each_on_its_own(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(3);
        var (slow, quick) = (await scene.SelectAsync(), await scene.SelectAsync());
        await ExpungeAsync(scene, 2);
        quick.Sync(withExpunges: true);
        await scene.FillAsync(1);
        quick.Sync(withExpunges: true);
        await ExpungeAsync(scene, 1);
        Assert.Equal([1U, 3, 4], Reading.Uids(quick));
        Assert.Equal([1U, 2, 3], Reading.Uids(slow));
        Assert.Equal([2, 1], slow.Sync(withExpunges: true).Expunged.AsEnumerable());
        Assert.Equal([3U, 4], Reading.Uids(slow));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_view_of_a_deleted_mailbox_says_only_that_it_is_gone(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("Gone");
        await scene.AppendAsync("one", name: "Gone");
        var view = await scene.SelectAsync("Gone");
        await scene.AppendAsync("two", name: "Gone");
        await scene.Anna.Delete(MailboxName.Create("Gone"));
        Assert.True(view.HasNews);
        Assert.Equal(new ViewChanges { IsMailboxGone = true }, view.Sync(withExpunges: true));
        Assert.Equal((1, false, new ModSeq(2)), (view.Count, view.HasNews, view.SyncedTo));
        Assert.Equal("one", await Reading.TextAsync(view, 1));
        Assert.True(view.Sync(withExpunges: true).IsMailboxGone);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_view_stays_on_a_mailbox_that_is_renamed(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("Old");
        await scene.AppendAsync("one", name: "Old");
        var view = await scene.SelectAsync("Old");
        await scene.Anna.Rename(MailboxName.Create("Old"), MailboxName.Create("New"));
        await scene.AppendAsync("two", name: "New");
        Assert.True(view.Sync(withExpunges: true).HasArrivals);
        Assert.Equal("two", await Reading.TextAsync(view, 2));
    }

    private static async Task ExpungeAsync(Scene scene, params uint[] uids)
    {
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.Of(uids), FlagMode.Add, Deleted);
        await mailbox.Expunge(UidSet.Of(uids));
    }
}
