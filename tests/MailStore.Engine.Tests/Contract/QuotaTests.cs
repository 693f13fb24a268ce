using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

// RFC 9208
public sealed class QuotaTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Octets_are_taken_up_to_the_limit_and_none_beyond(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(10, null, null));
        await scene.AppendAsync("12345");
        var beyond = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("123")), new(await scene.UploadAsync("456"))]);
        Assert.Equal((Refusal.OverQuota, true), (beyond.Refusal, beyond.Uids.IsEmpty));
        Assert.Equal(5, scene.Anna.Quota.Bytes);
        await scene.AppendAsync("67890");
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("x"))])).Refusal);
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.Of(1), MailboxName.Inbox, TransferKind.Copy)).Refusal);
        await scene.RestartAsync();
        Assert.Equal(new Quota(new QuotaLimits(10, null, null), 10, 2, 1), scene.Anna.Quota);
        Assert.Equal(Refusal.OverQuota, Assert.Single(await scene.DeliverAsync("x", new Recipient(scene.Anna.Id, MailboxName.Inbox))).Refusal);
        Assert.Equal(2, (await scene.MailboxAsync()).Status.Messages);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Of_many_at_once_no_more_are_taken_than_there_is_room_for(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(12, null, null));
        var uploads = new List<IUpload>();
        for (var number = 0; number < 16; number++)
        {
            uploads.Add(await scene.UploadAsync("12345"));
        }

        var results = await Task.WhenAll(uploads.Select(upload => Task.Run(async () => await scene.Anna.Append(MailboxName.Inbox, [new(upload)]))));
        Assert.Equal(2, results.Count(result => result.Refusal == Refusal.None));
        Assert.All(results, result => Assert.True(result.Refusal is Refusal.None or Refusal.OverQuota));
        Assert.Equal((10L, 2), (scene.Anna.Quota.Bytes, (await scene.MailboxAsync()).Status.Messages));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Moves_and_flags_need_no_room(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        await scene.CreateAsync("A");
        await scene.Anna.SetQuota(new QuotaLimits(1, 1, 1));
        var mailbox = await scene.MailboxAsync();
        Assert.Equal(Refusal.None, (await scene.Anna.Transfer(mailbox, UidSet.Of(1), MailboxName.Create("A"), TransferKind.Move)).Refusal);
        Assert.Equal(Refusal.None, (await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, new FlagSet(SystemFlags.Deleted))).Refusal);
        await mailbox.Expunge();
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Transfer(await scene.MailboxAsync("A"), UidSet.All, MailboxName.Inbox, TransferKind.Copy)).Refusal);
        await scene.Anna.Delete(MailboxName.Create("A"));
        Assert.Equal((0L, 0L, 1L), (scene.Anna.Quota.Bytes, scene.Anna.Quota.Messages, scene.Anna.Quota.Mailboxes));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Messages_are_counted_once_for_each_mailbox(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(null, 3, null));
        await scene.FillAsync(2);
        await scene.CreateAsync("A");
        var mailbox = await scene.MailboxAsync();
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Transfer(mailbox, UidSet.All, MailboxName.Create("A"), TransferKind.Copy)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Transfer(mailbox, UidSet.Of(2), MailboxName.Create("A"), TransferKind.Copy)).Refusal);
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync(""))])).Refusal);
        Assert.Equal(3, scene.Anna.Quota.Messages);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Mailboxes_have_a_limit_with_the_levels_above_them(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(null, null, 3));
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Create(MailboxName.Create("A/B/C"))).Refusal);
        Assert.Equal("INBOX", TreeTests.Tree(scene));
        await scene.CreateAsync("A/B");
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Create(MailboxName.Create("C"))).Refusal);
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Rename(MailboxName.Inbox, MailboxName.Create("Old"))).Refusal);
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Rename(MailboxName.Create("A/B"), MailboxName.Create("X/Y"))).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Rename(MailboxName.Create("A/B"), MailboxName.Create("A/Y"))).Refusal);
        await scene.RestartAsync();
        Assert.Equal(("A+ A/Y INBOX", 3L), (TreeTests.Tree(scene), scene.Anna.Quota.Mailboxes));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_announced_length_without_room_is_refused_before_it_is_sent(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(10, null, null));
        await using var fits = scene.Anna.BeginUpload(10);
        Assert.Equal(Refusal.None, fits.Refusal);
        await fits.DisposeAsync();
        var upload = await scene.UploadAsync("12345678901", announcedBytes: 11);
        Assert.Equal((Refusal.OverQuota, 11L), (upload.Refusal, upload.Length));
        Assert.Equal(Refusal.OverQuota, (await scene.Anna.Append(MailboxName.Inbox, [new(upload)])).Refusal);
        // One recipient with room is enough to go on.
        var bertha = await scene.AccountAsync("bertha@example.org");
        await using var forBoth = scene.Store.BeginUpload([scene.Anna.Id, bertha.Id], 11);
        await using var forAnna = scene.Store.BeginUpload([scene.Anna.Id], 11);
        Assert.Equal((Refusal.None, Refusal.OverQuota), (forBoth.Refusal, forAnna.Refusal));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_upload_that_is_dropped_takes_no_room(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(10, null, null));
        for (var round = 0; round < 5; round++)
        {
            await using var upload = await scene.UploadAsync("1234567890", announcedBytes: 10);
            Assert.Equal(Refusal.None, upload.Refusal);
        }

        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.Append(MailboxName.Create("X"), [new(await scene.UploadAsync("1234567890", announcedBytes: 10))])).Refusal);
        await scene.AppendAsync("1234567890");
        await scene.RestartAsync();
        Assert.Equal((10L, 1L), (scene.Anna.Quota.Bytes, scene.Anna.Quota.Messages));
    }
}
