using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class FlagTests
{
    private static readonly FlagSet Seen = new(SystemFlags.Seen);

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Flags_are_replaced_added_and_removed(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x", Reading.Some(SystemFlags.Flagged, "a", "b"));
        var view = await scene.SelectAsync();
        var mailbox = view.Mailbox;

        await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Reading.Some(SystemFlags.Seen, "c", "A"));
        Assert.Equal(Reading.Some(SystemFlags.Flagged | SystemFlags.Seen, "a", "b", "c"), Reading.Flags(view, 1));
        await mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, Reading.Some(SystemFlags.Flagged | SystemFlags.Draft, "B", "z"));
        Assert.Equal(Reading.Some(SystemFlags.Seen, "a", "c"), Reading.Flags(view, 1));
        await mailbox.ChangeFlags(UidSet.All, FlagMode.Replace, Reading.Some(SystemFlags.Answered, "c", "d"));
        Assert.Equal(Reading.Some(SystemFlags.Answered, "c", "d"), Reading.Flags(view, 1));
        await scene.RestartAsync();
        Assert.Equal(Reading.Some(SystemFlags.Answered, "c", "d"), Reading.Flags(await scene.SelectAsync(), 1));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Changed_messages_share_the_next_mod_sequence_and_the_others_keep_theirs(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(4);
        var view = await scene.SelectAsync();
        await view.Mailbox.ChangeFlags(UidSet.Of(2), FlagMode.Add, Seen);
        var result = await view.Mailbox.ChangeFlags(UidSet.Of(1, 2, 3, 9), FlagMode.Add, Seen);
        Assert.Equal((Refusal.None, "1,3", true, new ModSeq(7)), (result.Refusal, result.Changed.ToString(), result.Conflicts.IsEmpty, result.ModSeq));
        Assert.Equal("7,6,7,5", string.Join(',', new uint[] { 1, 2, 3, 4 }.Select(uid => Reading.Entry(view, uid).ModSeq)));
        Assert.Equal((new ModSeq(7), 1), (view.Mailbox.Status.HighestModSeq, view.Mailbox.Status.Unseen));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_changes_nothing_gives_no_mod_sequence(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x", Seen);
        var mailbox = await scene.MailboxAsync();
        var results = new[]
        {
            await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Seen),
            await mailbox.ChangeFlags(UidSet.All, FlagMode.Replace, Seen),
            await mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, Reading.Some(SystemFlags.Draft, "none")),
            await mailbox.ChangeFlags(UidSet.Of(7), FlagMode.Add, Reading.Some(SystemFlags.Draft, "none")),
            await mailbox.ChangeFlags(UidSet.Empty, FlagMode.Add, Reading.Some(SystemFlags.Draft, "none")),
        };
        Assert.All(results, result => Assert.Equal((Refusal.None, true, new ModSeq(2)), (result.Refusal, result.Changed.IsEmpty, result.ModSeq)));
        Assert.Equal((new ModSeq(2), 0), (mailbox.Status.HighestModSeq, mailbox.Status.Keywords.Count));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Messages_changed_since_are_left_alone_and_named(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(3);
        var mailbox = await scene.MailboxAsync();
        var result = await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Seen, unchangedSince: new ModSeq(3));
        Assert.Equal(("1:2", "3", new ModSeq(5)), (result.Changed.ToString(), result.Conflicts.ToString(), result.ModSeq));
        // RFC 7162 §3.1.3: 0 fails for every message.
        var none = await mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, Seen, unchangedSince: new ModSeq(0));
        Assert.Equal((true, "1:3", new ModSeq(5)), (none.Changed.IsEmpty, none.Conflicts.ToString(), none.ModSeq));
        // A conflict also where the flags would be the same.
        var same = await mailbox.ChangeFlags(UidSet.Of(1), FlagMode.Add, Seen, unchangedSince: new ModSeq(4));
        Assert.Equal("1", same.Conflicts.ToString());
        var exactly = await mailbox.ChangeFlags(UidSet.Of(1), FlagMode.Remove, Seen, unchangedSince: new ModSeq(5));
        Assert.Equal("1", exactly.Changed.ToString());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_keyword_keeps_its_number_and_its_first_spelling(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x", Reading.Some(SystemFlags.None, "$Work", "Alpha"));
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.All, FlagMode.Replace, Reading.Some(SystemFlags.None, "$WORK", "Beta"));
        await scene.RestartAsync();
        mailbox = await scene.MailboxAsync();
        Assert.Equal("$Work,Alpha,Beta", string.Join(',', mailbox.Status.Keywords.Keywords));
        Assert.Equal("($Work Beta)", Reading.Flags(await scene.SelectAsync(), 1).ToString());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_mailbox_has_more_keywords_than_a_word_has_bits(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        var mailbox = await scene.MailboxAsync();
        var all = Reading.Some(SystemFlags.Flagged, [.. Enumerable.Range(0, 200).Select(number => $"k{number:000}")]);
        await mailbox.ChangeFlags(UidSet.Of(1), FlagMode.Replace, all);
        await mailbox.ChangeFlags(UidSet.Of(2), FlagMode.Add, Reading.Some(SystemFlags.None, "k199", "k003"));
        await mailbox.ChangeFlags(UidSet.Of(1), FlagMode.Remove, Reading.Some(SystemFlags.None, "k100", "k055", "k056"));
        await scene.RestartAsync();
        var view = await scene.SelectAsync();
        Assert.Equal(200, view.Mailbox.Status.Keywords.Count);
        Assert.Equal(197, Reading.Flags(view, 1).Keywords.Length);
        Assert.DoesNotContain(Keyword.Create("k056"), Reading.Flags(view, 1).Keywords);
        Assert.Equal(Reading.Some(SystemFlags.None, "k003", "k199"), Reading.Flags(view, 2));
        await view.Mailbox.ChangeFlags(UidSet.All, FlagMode.Replace, FlagSet.None);
        Assert.True(Reading.Flags(view, 1).IsEmpty);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Too_many_keywords_are_refused_and_nothing_is_changed(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Reading.Some(SystemFlags.None, [.. Enumerable.Range(0, KeywordTable.CountMax - 1).Select(number => $"k{number:0000}")]));
        var refused = await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Reading.Some(SystemFlags.Seen, "x", "y"));
        Assert.Equal((Refusal.Limit, true), (refused.Refusal, refused.Changed.IsEmpty));
        Assert.Equal((1, KeywordTable.CountMax - 1), (mailbox.Status.Unseen, mailbox.Status.Keywords.Count));
        Assert.Equal(Refusal.None, (await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Reading.Some(SystemFlags.Seen, "x"))).Refusal);
        Assert.Equal(Refusal.None, (await mailbox.ChangeFlags(UidSet.All, FlagMode.Remove, Reading.Some(SystemFlags.Seen, "unknown"))).Refusal);
        var append = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("x")) { Flags = Reading.Some(SystemFlags.None, "y") }]);
        Assert.Equal((Refusal.Limit, 1), (append.Refusal, mailbox.Status.Messages));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_deleted_mailbox_takes_no_changes(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var mailbox = await scene.CreateAsync("Gone");
        await scene.AppendAsync("x", new FlagSet(SystemFlags.Deleted), name: "Gone");
        await scene.Anna.Delete(MailboxName.Create("Gone"));
        Assert.True(mailbox.IsDeleted);
        Assert.Equal(Refusal.NoSuchMailbox, (await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, Seen)).Refusal);
        Assert.Equal(Refusal.NoSuchMailbox, (await mailbox.Expunge()).Refusal);
        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.Transfer(mailbox, UidSet.All, MailboxName.Inbox, TransferKind.Copy)).Refusal);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Changes_handed_in_one_behind_the_other_are_committed_in_that_order(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var mailbox = await scene.MailboxAsync();
        var tickets = Enumerable.Range(0, 40).Select(number =>
            mailbox.ChangeFlags(UidSet.All, FlagMode.Replace, Reading.Some(SystemFlags.None, $"k{number}")).WhenDurable().AsTask()).ToList();
        var results = await Task.WhenAll(tickets);
        Assert.Equal(Enumerable.Range(3, 40).Select(number => new ModSeq((ulong)number)), results.Select(result => result.ModSeq));
        Assert.Equal("(k39)", Reading.Flags(await scene.SelectAsync(), 1).ToString());
    }
}
