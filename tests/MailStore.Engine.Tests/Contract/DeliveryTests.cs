using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class DeliveryTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Each_recipient_has_an_outcome_of_its_own_in_the_order_given(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        IAccount? bertha = await scene.AccountAsync("bertha@example.org");
        var full = await scene.AccountAsync("full@example.org");
        await full.SetQuota(new QuotaLimits(3, null, null));
        await scene.CreateAsync("Lists");
        await scene.FillAsync(1);
        var results = await scene.DeliverAsync(
            "for many",
            new Recipient(bertha.Id, MailboxName.Inbox) { Flags = Reading.Some(SystemFlags.Flagged, "$Junk") },
            new Recipient(scene.Anna.Id, MailboxName.Create("Nowhere")),
            new Recipient(full.Id, MailboxName.Inbox),
            new Recipient(scene.Anna.Id, MailboxName.Inbox),
            new Recipient(new AccountId(987_654), MailboxName.Inbox),
            new Recipient(scene.Anna.Id, MailboxName.Create("Lists")));
        Assert.Equal([Refusal.None, Refusal.NoSuchMailbox, Refusal.OverQuota, Refusal.None, Refusal.NoSuchAccount, Refusal.None], results.Select(result => result.Refusal));
        Assert.Equal([1U, 0, 0, 2, 0, 1], results.Select(result => result.Uid.Value));
        Assert.Equal((await scene.MailboxAsync("Lists")).Status.UidValidity, results[5].UidValidity);

        await scene.RestartAsync();
        var (inbox, lists) = (await scene.SelectAsync(), await scene.SelectAsync("Lists"));
        Assert.Equal(("for many", "for many"), (await Reading.TextAsync(inbox, 2), await Reading.TextAsync(lists, 1)));
        // Recipients of one account share the message.
        Assert.Equal(Reading.Entry(inbox, 2).Id, Reading.Entry(lists, 1).Id);
        Assert.Equal(8 + Reading.Entry(inbox, 1).Size + 8, scene.Anna.Quota.Bytes);
        bertha = await scene.Store.OpenAccountAsync(bertha.Id);
        using var other = await (await bertha!.OpenAsync(MailboxName.Inbox))!.OpenViewAsync(isReadOnly: false);
        Assert.Equal("(\\Flagged $Junk)", Reading.Flags(other, 1).ToString());
        Assert.Equal("for many", await Reading.TextAsync(other, 1));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task One_recipient_named_twice_gets_it_twice(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var inbox = new Recipient(scene.Anna.Id, MailboxName.Inbox);
        var results = await scene.DeliverAsync("x", inbox, inbox);
        Assert.Equal([1U, 2], results.Select(result => result.Uid.Value));
        var view = await scene.SelectAsync();
        Assert.Equal(Reading.Entry(view, 1).Id, Reading.Entry(view, 2).Id);
        Assert.Equal((new ModSeq(2), new ModSeq(3)), (Reading.Entry(view, 1).ModSeq, Reading.Entry(view, 2).ModSeq));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task One_recipient_named_twice_with_room_for_one_gets_one(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.SetQuota(new QuotaLimits(10, null, null));
        var inbox = new Recipient(scene.Anna.Id, MailboxName.Inbox);
        var results = await scene.DeliverAsync("1234567", inbox, inbox);
        Assert.Equal([Refusal.None, Refusal.OverQuota], results.Select(result => result.Refusal));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_delivery_to_nobody_drops_the_message(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        Assert.Empty(await scene.DeliverAsync("x"));
        Assert.Equal(0, scene.Anna.Quota.Bytes);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task One_message_for_many_is_read_by_each_after_the_others_dropped_theirs(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var others = new List<IAccount>();
        for (var number = 0; number < 5; number++)
        {
            others.Add(await scene.AccountAsync($"user{number}@example.org"));
        }

        var text = string.Concat(Enumerable.Range(0, 3000).Select(number => $"line {number}\r\n"));
        await scene.DeliverAsync(text, [.. others.Append(scene.Anna).Select(account => new Recipient(account.Id, MailboxName.Inbox))]);
        foreach (var other in others)
        {
            await scene.Store.DeleteAccount(other.Id);
        }

        await scene.RestartAsync();
        Assert.Equal(text, await Reading.TextAsync(await scene.SelectAsync(), 1));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_upload_serves_once(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var upload = await scene.UploadAsync("x");
        await scene.Anna.Append(MailboxName.Inbox, [new(upload)]);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await scene.Anna.Append(MailboxName.Inbox, [new(upload)]));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await upload.WriteAsync(new byte[1]));
        await upload.DisposeAsync();
        Assert.Equal(1, (await scene.MailboxAsync()).Status.Messages);
        Assert.Equal("x", await Reading.TextAsync(await scene.SelectAsync(), 1));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Uploads_that_were_never_used_leave_nothing(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await using (await scene.UploadAsync(new string('x', 400_000)))
        {
            await scene.UploadAsync("left open when the store ends");
        }

        await scene.CrashAsync();
        Assert.Equal((0, 0L), ((await scene.MailboxAsync()).Status.Messages, scene.Anna.Quota.Bytes));
        Assert.Equal(Uid.First, await scene.AppendAsync("x"));
    }
}
