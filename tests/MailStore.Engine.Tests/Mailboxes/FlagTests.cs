using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Tests.Rig;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

public sealed class FlagTests
{
    private static readonly FlagSet Seen = new(SystemFlags.Seen);

    [Fact]
    public void Flags_are_replaced_added_and_removed_under_one_mod_sequence_each()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(3);
        var before = rig.Status.HighestModSeq;
        var added = rig.Store(UidSet.All, FlagMode.Add, Seen);
        Assert.Equal("1:3", added.Changed.ToString());
        Assert.Equal(before.Next, added.ModSeq);
        Assert.Equal(0, rig.Status.Unseen);

        rig.Store(UidSet.Of(2), FlagMode.Replace, new(SystemFlags.Flagged | SystemFlags.Deleted));
        Assert.Equal(1, rig.Status.Unseen);
        Assert.Equal(1, rig.Status.Deleted);

        rig.Store(UidSet.Of(2, 3), FlagMode.Remove, new(SystemFlags.Deleted | SystemFlags.Seen));
        using var view = rig.View();
        Assert.Equal([SystemFlags.Seen, SystemFlags.Flagged, SystemFlags.None], Flags(view));
        Assert.Equal("1:3", rig.Mailbox.ChangedSince(before).ToString());
        Assert.Equal("2:3", rig.Mailbox.ChangedSince(added.ModSeq).ToString());
    }

    [Fact]
    public void What_changes_nothing_takes_no_mod_sequence_and_teaches_no_keyword()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(3);
        rig.Store(UidSet.All, FlagMode.Add, Seen);
        var before = rig.Status.HighestModSeq;
        Assert.True(rig.Store(UidSet.All, FlagMode.Add, Seen).Changed.IsEmpty);
        Assert.True(rig.Store(UidSet.All, FlagMode.Remove, new(SystemFlags.None, Keyword.Create("$New"))).Changed.IsEmpty);
        Assert.True(rig.Store(UidSet.Of(9), FlagMode.Add, new(SystemFlags.None, Keyword.Create("$New"))).Changed.IsEmpty);
        Assert.Equal(before, rig.Status.HighestModSeq);
        Assert.Equal(0, rig.Status.Keywords.Count);
        Assert.Equal("2", rig.Store(UidSet.Of(2), FlagMode.Replace, FlagSet.None).Changed.ToString());
    }

    [Fact]
    public void A_message_that_changed_after_the_given_mod_sequence_is_left_alone_and_named()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(4);
        var since = rig.Status.HighestModSeq;
        rig.Store(UidSet.Of(2), FlagMode.Add, Seen);
        var result = rig.Store(UidSet.All, FlagMode.Add, new(SystemFlags.Flagged), since);
        Assert.Equal("1,3:4", result.Changed.ToString());
        Assert.Equal("2", result.Conflicts.ToString());

        // RFC 7162 §3.1.3: also if it would not change.
        Assert.Equal("2", rig.Store(UidSet.Of(2), FlagMode.Add, Seen, since).Conflicts.ToString());
    }

    [Fact]
    public void Keywords_beyond_those_that_a_slot_has_room_for_are_kept_like_the_others()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(3);
        for (var number = 0; number < 70; number++)
        {
            rig.Store(UidSet.Of(1 + (uint)(number % 2)), FlagMode.Add, new(SystemFlags.None, Word(number)));
        }

        rig.Store(UidSet.Of(2), FlagMode.Remove, new(SystemFlags.None, Word(69)));
        AssertWords(rig);
        using var killed = rig.Reopen(isKilled: true);
        AssertWords(killed);
        killed.Expunge(UidSet.Of(1));
        killed.Store(UidSet.Of(2), FlagMode.Replace, new(SystemFlags.None, Word(3), Word(60)));
        using var view = killed.View();
        Assert.Equal("(w003 w060)", Names(killed, view, new(2)));
        Assert.Empty(killed.Mailbox.Check(withBodies: true));
    }

    [Fact]
    public void A_mailbox_learns_keywords_up_to_a_limit()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(1);
        for (var first = 0; first < KeywordTable.CountMax; first += 256)
        {
            var words = Enumerable.Range(first, 256).Select(Word).ToArray();
            Assert.Equal(Refusal.None, rig.Store(UidSet.All, FlagMode.Add, new(SystemFlags.None, words)).Refusal);
        }

        Assert.Equal(Refusal.Limit, rig.Store(UidSet.All, FlagMode.Add, new(SystemFlags.None, Word(9999))).Refusal);
        Assert.Equal(Refusal.None, rig.Store(UidSet.All, FlagMode.Remove, new(SystemFlags.None, Word(9999), Word(7))).Refusal);
        Assert.Empty(rig.Mailbox.Check(withBodies: false));
        using var view = rig.View();
        Assert.True(view.TryRead(new(1), out var entry));
        Assert.Equal(KeywordTable.CountMax - 1, entry.Keywords.Count);
    }

    [Fact]
    public void Changes_of_one_batch_see_each_other()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(2);
        var first = rig.Mailbox.ChangeFlags(UidSet.Of(1), FlagMode.Add, Seen);
        var second = rig.Mailbox.ChangeFlags(UidSet.All, FlagMode.Add, new(SystemFlags.Seen));
        var third = rig.Mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, new(SystemFlags.Seen), new ModSeq(2));
        Assert.False(first.IsDurable);
        rig.Step();
        Assert.Equal("1", rig.Run(first).Changed.ToString());
        Assert.Equal("2", rig.Run(second).Changed.ToString());
        Assert.Equal("1:2", rig.Run(third).Conflicts.ToString());
    }

    [Fact]
    public void Handing_in_a_change_of_flags_allocates_nothing()
    {
        using var rig = MailboxRig.Create();
        rig.Arrive(2);
        var (one, two) = (UidSet.Of(1), UidSet.Of(2));
        for (var round = 0; round < 50; round++)
        {
            Toggle(rig, one, two, round);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var first = rig.Mailbox.ChangeFlags(one, FlagMode.Add, Seen);
        var second = rig.Mailbox.ChangeFlags(two, FlagMode.Add, Seen);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        rig.Step();
        Assert.Equal(one, rig.Run(first).Changed);
        Assert.Equal(two, rig.Run(second).Changed);
    }

    private static void Toggle(MailboxRig rig, UidSet one, UidSet two, int round)
    {
        var mode = round % 2 == 0 ? FlagMode.Add : FlagMode.Remove;
        var first = rig.Mailbox.ChangeFlags(one, mode, Seen);
        var second = rig.Mailbox.ChangeFlags(two, mode, Seen);
        rig.Step();
        Assert.Equal(Refusal.None, rig.Run(first).Refusal);
        Assert.Equal(Refusal.None, rig.Run(second).Refusal);
    }

    private static SystemFlags[] Flags(MailboxView view)
    {
        var entries = new MessageEntry[view.Count];
        Assert.Equal(entries.Length, view.Read(1, entries));
        return [.. entries.Select(entry => entry.Flags)];
    }

    private static Keyword Word(int number) => Keyword.Create($"w{number:000}");

    private static void AssertWords(MailboxRig rig)
    {
        using var view = rig.View();
        Assert.Equal($"({string.Join(' ', Enumerable.Range(0, 35).Select(n => Word(n * 2).Name))})", Names(rig, view, new(1)));
        Assert.Equal($"({string.Join(' ', Enumerable.Range(0, 34).Select(n => Word((n * 2) + 1).Name))})", Names(rig, view, new(2)));
        Assert.Equal("()", Names(rig, view, new(3)));
    }

    private static string Names(MailboxRig rig, MailboxView view, Uid uid)
    {
        Assert.True(view.TryRead(uid, out var entry));
        return rig.Status.Keywords.NamesOf(entry).ToString();
    }
}
