using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class ExpungeTests
{
    private static readonly FlagSet Deleted = new(SystemFlags.Deleted);

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_is_marked_goes_and_the_rest_keeps_its_uids(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(5);
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.Of(2, 4), FlagMode.Add, Deleted);
        var result = await mailbox.Expunge();
        Assert.Equal((Refusal.None, "2,4", new ModSeq(8)), (result.Refusal, result.Expunged.ToString(), result.ModSeq));
        Assert.Equal((3, 0, new Uid(6), new ModSeq(8)), (mailbox.Status.Messages, mailbox.Status.Deleted, mailbox.Status.UidNext, mailbox.Status.HighestModSeq));
        Assert.Equal([1U, 3, 5], Reading.Uids(await scene.SelectAsync()));
        await scene.RestartAsync();
        Assert.Equal([1U, 3, 5], Reading.Uids(await scene.SelectAsync()));
        Assert.Equal(new Uid(6), await scene.AppendAsync("next"));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Only_those_named_go(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(4);
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.Of(1, 2, 3), FlagMode.Add, Deleted);
        // RFC 9051 §6.4.9: those that are marked and named.
        var result = await mailbox.Expunge(UidSet.Of(2, 3, 4, 99));
        Assert.Equal("2:3", result.Expunged.ToString());
        Assert.Equal((2, 1), (mailbox.Status.Messages, mailbox.Status.Deleted));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Where_nothing_goes_no_mod_sequence_is_taken(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        var mailbox = await scene.MailboxAsync();
        var results = new[] { await mailbox.Expunge(), await mailbox.Expunge(UidSet.All), await mailbox.Expunge(UidSet.Empty) };
        Assert.All(results, result => Assert.Equal((Refusal.None, true, new ModSeq(3)), (result.Refusal, result.Expunged.IsEmpty, result.ModSeq)));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task The_last_uid_is_not_given_again_after_everything_is_gone(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("x", Deleted);
        await (await scene.MailboxAsync()).Expunge();
        await scene.RestartAsync();
        Assert.Equal(new Uid(2), await scene.AppendAsync("y"));
        Assert.Equal(1, scene.Anna.Quota.Bytes);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task History_tells_exactly_what_changed_and_what_went(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(6); // mod-sequences 2 to 7
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.Of(1, 4, 5), FlagMode.Add, Deleted); // 8
        await mailbox.Expunge(UidSet.Of(4)); // 9
        await mailbox.ChangeFlags(UidSet.Of(2), FlagMode.Add, new FlagSet(SystemFlags.Seen)); // 10
        await mailbox.Expunge(); // 11
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal("2:3,6", mailbox.ChangedSince(ModSeq.First).ToString());
            Assert.Equal("2,6", mailbox.ChangedSince(new ModSeq(4)).ToString());
            Assert.Equal("2", mailbox.ChangedSince(new ModSeq(9)).ToString());
            Assert.True(mailbox.ChangedSince(new ModSeq(10)).IsEmpty);
            Assert.Equal("1,4:5", mailbox.VanishedSince(default).ToString());
            Assert.Equal("1,4:5", mailbox.VanishedSince(new ModSeq(8)).ToString());
            Assert.Equal("1,5", mailbox.VanishedSince(new ModSeq(9)).ToString());
            Assert.Equal("1,5", mailbox.VanishedSince(new ModSeq(10)).ToString());
            Assert.True(mailbox.VanishedSince(new ModSeq(11)).IsEmpty);
            Assert.True(mailbox.VanishedSince(new ModSeq(99)).IsEmpty);
            await scene.RestartAsync();
            mailbox = await scene.MailboxAsync();
        }
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task History_is_exact_over_many_expunges(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var messages = new List<NewMessage>();
        for (var number = 0; number < 300; number++)
        {
            messages.Add(new(await scene.UploadAsync("x")) { Flags = Deleted });
        }

        await scene.Anna.Append(MailboxName.Inbox, messages);
        var mailbox = await scene.MailboxAsync();
        var steps = new List<(ModSeq ModSeq, UidSet Gone)>();
        for (var step = 0U; step < 75; step++)
        {
            var result = await mailbox.Expunge(UidSet.Of((step * 7 % 300) + 1, (step * 11 % 300) + 1, 300 - step));
            if (!result.Expunged.IsEmpty)
            {
                steps.Add((result.ModSeq, result.Expunged));
            }
        }

        await scene.RestartAsync();
        mailbox = await scene.MailboxAsync();
        var expected = UidSet.Empty;
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            expected = expected.Union(steps[step].Gone);
            Assert.Equal(expected, mailbox.VanishedSince(new ModSeq(steps[step].ModSeq.Value - 1)));
        }

        Assert.Equal(300 - expected.Count, mailbox.Status.Messages);
    }
}
