using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

/// <summary>Mail that is brought over keeps its numbers, and no number is ever given twice.</summary>
public sealed class AdoptTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Messages_get_the_UIDs_that_are_asked_for_and_what_lies_between_has_vanished(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        Assert.Equal(Refusal.None, (await scene.Anna.Adopt(MailboxName.Inbox, new(77), new(3))).Refusal);
        Assert.Equal("77 3 1:2", await ShowAsync(scene));
        var result = await AppendAsync(scene, 3, 0, 70, 200, 0);
        Assert.Equal(UidSet.Of(3, 4, 70, 200, 201), result.Uids);
        Assert.Equal(new(77), result.UidValidity);
        Assert.Equal(UidSet.Of(5000), (await AppendAsync(scene, 5000)).Uids);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("77 5001 1:2,5:69,71:199,202:4999", await ShowAsync(scene));
            var view = await scene.SelectAsync();
            Assert.Equal(UidSet.Of(3, 4, 70, 200, 201, 5000), UidSet.Of([.. Enumerable.Range(1, view.Count).Select(number => view.UidAt(number).Value)]));
            await (round == 0 ? scene.CrashAsync() : scene.RestartAsync());
        }

        Assert.Equal(UidSet.Of(5001), (await AppendAsync(scene, 0)).Uids);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_UID_that_was_given_is_refused_and_nothing_of_the_append_is_there(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.FillAsync(3);
        Assert.Equal(Refusal.AlreadyExists, (await AppendAsync(scene, 3)).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await AppendAsync(scene, 0, 4)).Refusal);
        Assert.Equal(Refusal.AlreadyExists, (await AppendAsync(scene, 10, 9)).Refusal);
        Assert.Equal(3, (await scene.MailboxAsync()).Status.Messages);
        Assert.Equal(new(4), (await scene.MailboxAsync()).Status.UidNext);
        Assert.Equal(Refusal.None, (await AppendAsync(scene, 4)).Refusal);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task UIDVALIDITY_is_taken_over_by_a_mailbox_without_messages_and_never_goes_back(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var (name, other) = (MailboxName.Create("A"), MailboxName.Create("B"));
        await scene.CreateAsync("A");
        await scene.CreateAsync("B");
        var own = (await scene.MailboxAsync("B")).Status.UidValidity;
        Assert.Equal(Refusal.None, (await scene.Anna.Adopt(name, new(7), Uid.First)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Adopt(name, new(8), new(100))).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Adopt(name, new(8), new(50))).Refusal);
        Assert.Equal(new(100), (await scene.MailboxAsync("A")).Status.UidNext);
        Assert.Equal(Refusal.AlreadyExists, (await scene.Anna.Adopt(name, new(9), new(200))).Refusal);
        await scene.AppendAsync("Subject: 1\r\n\r\n", name: "B");
        Assert.Equal(Refusal.AlreadyExists, (await scene.Anna.Adopt(other, new(7), Uid.First)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Adopt(other, own, new(9))).Refusal);
        Assert.Equal(Refusal.NoSuchMailbox, (await scene.Anna.Adopt(MailboxName.Create("C"), new(7), Uid.First)).Refusal);
        Assert.Equal(Refusal.Exhausted, (await scene.Anna.Adopt(name, new(8), new(uint.MaxValue))).Refusal);

        // What left a name behind is as old as the newest that may come.
        await scene.Anna.Delete(name);
        await scene.CreateAsync("A");
        await scene.RestartAsync();
        Assert.Equal(Refusal.AlreadyExists, (await scene.Anna.Adopt(name, new(8), Uid.First)).Refusal);
        Assert.Equal(Refusal.None, (await scene.Anna.Adopt(name, new(9), Uid.First)).Refusal);
        Assert.Equal(new(9), (await scene.MailboxAsync("A")).Status.UidValidity);
    }

    private static async Task<AppendResult> AppendAsync(Scene scene, params uint[] uids)
    {
        var messages = new List<NewMessage>();
        foreach (var uid in uids)
        {
            messages.Add(new(await scene.UploadAsync($"Subject: {uid}\r\n\r\n")) { Uid = new(uid) });
        }

        return await scene.Anna.Append(MailboxName.Inbox, messages);
    }

    private static async Task<string> ShowAsync(Scene scene)
    {
        var inbox = await scene.MailboxAsync();
        return $"{inbox.Status.UidValidity} {inbox.Status.UidNext} {inbox.VanishedSince(default)}";
    }
}
