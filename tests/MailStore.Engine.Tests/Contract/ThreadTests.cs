using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

// RFC 8474 §5.2
public sealed class ThreadTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Messages_that_share_a_key_are_one_conversation(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind, new KeyAnalyst());
        await scene.AppendAsync("ab");
        await scene.AppendAsync("c");
        await scene.RestartAsync();
        await scene.CreateAsync("Sent");
        await scene.AppendAsync("db", name: "Sent"); // answers ab
        await scene.AppendAsync("ed"); // answers db
        await scene.AppendAsync("fca"); // refers to two: the first known key decides
        await scene.AppendAsync("x");
        var (inbox, sent) = (await scene.SelectAsync(), await scene.SelectAsync("Sent"));
        var (first, second) = (Reading.Entry(inbox, 1), Reading.Entry(inbox, 2));
        Assert.Equal((first.Id.Value, second.Id.Value), (first.Thread.Value, second.Thread.Value));
        Assert.Equal((first.Thread, first.Thread), (Reading.Entry(sent, 1).Thread, Reading.Entry(inbox, 3).Thread));
        Assert.Equal(second.Thread, Reading.Entry(inbox, 4).Thread);
        Assert.Equal(Reading.Entry(inbox, 5).Id.Value, Reading.Entry(inbox, 5).Thread.Value);
        Assert.Equal(6, new[] { first, second, Reading.Entry(sent, 1), Reading.Entry(inbox, 3), Reading.Entry(inbox, 4), Reading.Entry(inbox, 5) }.Select(entry => entry.Id).Distinct().Count());
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Messages_of_one_append_may_answer_each_other(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind, new KeyAnalyst());
        await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("a")), new(await scene.UploadAsync("ba"))]);
        var view = await scene.SelectAsync();
        Assert.Equal(Reading.Entry(view, 1).Thread, Reading.Entry(view, 2).Thread);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Conversations_are_of_one_account(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind, new KeyAnalyst());
        var bertha = await scene.AccountAsync("bertha@example.org");
        await scene.AppendAsync("a");
        await scene.DeliverAsync("ba", new Recipient(bertha.Id, MailboxName.Inbox), new Recipient(scene.Anna.Id, MailboxName.Inbox));
        using var other = await (await bertha.OpenAsync(MailboxName.Inbox))!.OpenViewAsync(isReadOnly: true);
        var view = await scene.SelectAsync();
        Assert.Equal(Reading.Entry(view, 1).Thread, Reading.Entry(view, 2).Thread);
        Assert.Equal(Reading.Entry(other, 1).Id.Value, Reading.Entry(other, 1).Thread.Value);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Facts_are_kept_beside_the_message(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind, new KeyAnalyst());
        await scene.AppendAsync("abc");
        await scene.CreateAsync("A");
        await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.All, MailboxName.Create("A"), TransferKind.Move);
        await scene.RestartAsync();
        using var content = await (await scene.SelectAsync("A")).OpenAsync(Uid.First);
        Assert.Equal("facts of abc", Encoding.UTF8.GetString(content!.Facts.Span));
        Assert.Equal((3L, 3L), (content.Length, scene.Anna.Quota.Bytes));
        var octets = new byte[20];
        Assert.Equal(3, await content.ReadAsync(0, octets));
    }
}
