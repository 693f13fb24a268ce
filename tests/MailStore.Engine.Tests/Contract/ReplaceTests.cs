using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class ReplaceTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_message_comes_and_another_goes_in_one_step(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(3);
        var inbox = await scene.MailboxAsync();
        var view = await scene.SelectAsync();
        var result = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("new"))], new ReplacedMessage(inbox, new Uid(2)));
        Assert.Equal((Refusal.None, "4"), (result.Refusal, result.Uids.ToString()));
        Assert.Equal("2", view.Sync(withExpunges: true).Vanished.ToString());

        await scene.CrashAsync();
        Assert.Equal("1,3:4", (await scene.SelectAsync()).Existing(UidSet.All).ToString());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task It_may_go_from_another_mailbox(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(2);
        await scene.CreateAsync("Sent");
        var inbox = await scene.MailboxAsync();
        var result = await scene.Anna.Append(MailboxName.Create("Sent"), [new(await scene.UploadAsync("new"))], new ReplacedMessage(inbox, new Uid(1)));
        Assert.Equal((Refusal.None, "1"), (result.Refusal, result.Uids.ToString()));
        Assert.Equal(1, inbox.Status.Messages);
        Assert.Equal("1", inbox.VanishedSince(default).ToString());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_goes_makes_room_for_what_comes(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync(new string('a', 100));
        await scene.AppendAsync(new string('b', 100));
        await scene.Anna.SetQuota(new(Bytes: 250, Messages: 2, Mailboxes: null));
        var inbox = await scene.MailboxAsync();
        var replaced = new ReplacedMessage(inbox, new Uid(1));
        Assert.Equal(Refusal.OverQuota, await RefusalAsync(scene.Anna.BeginUpload(140)));
        Assert.Equal(Refusal.None, await RefusalAsync(scene.Anna.BeginUpload(140, replaced)));
        Assert.Equal(Refusal.OverQuota, await RefusalAsync(scene.Anna.BeginUpload(160, replaced)));

        var result = await scene.Anna.Append(MailboxName.Inbox, [new(await FilledAsync(scene, replaced, 140))], replaced);
        Assert.Equal((Refusal.None, 240L, 2L), (result.Refusal, scene.Anna.Quota.Bytes, scene.Anna.Quota.Messages));
        var more = await scene.Anna.Append(MailboxName.Inbox, [new(await FilledAsync(scene, new(inbox, new Uid(2)), 111))], new(inbox, new Uid(2)));
        Assert.Equal(Refusal.OverQuota, more.Refusal);
    }

    private static async Task<Refusal> RefusalAsync(IUpload upload)
    {
        await using (upload)
        {
            return upload.Refusal;
        }
    }

    private static async Task<IUpload> FilledAsync(Scene scene, ReplacedMessage replaced, int bytes)
    {
        var upload = scene.Anna.BeginUpload(null, replaced);
        await upload.WriteAsync(new byte[bytes]);
        return upload;
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Nothing_comes_for_a_message_that_is_gone(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(1);
        var inbox = await scene.MailboxAsync();
        var result = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("new"))], new ReplacedMessage(inbox, new Uid(7)));
        Assert.Equal(Refusal.CannotDelete, result.Refusal);
        Assert.Equal(1, inbox.Status.Messages);
    }
}
