using System.Text;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class AppendTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_new_mailbox_is_empty_and_its_numbers_begin_with_one(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var status = (await scene.MailboxAsync()).Status;
        Assert.Equal((0, 0, 0, 0, 0L), (status.Messages, status.Unseen, status.Deleted, status.Recent, status.Size));
        Assert.Equal((Uid.First, ModSeq.First, 0), (status.UidNext, status.HighestModSeq, status.Keywords.Count));
        Assert.NotEqual(0U, status.UidValidity.Value);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_message_is_read_as_it_was_appended(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var date = new DateTimeOffset(2001, 2, 3, 4, 5, 6, 789, TimeSpan.FromMinutes(-570));
        var flags = Reading.Some(SystemFlags.Seen | SystemFlags.Draft, "$Forwarded", "Work");
        var result = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("Subject: ü\r\n\r\nText\r\n")) { Flags = flags, InternalDate = date }]);
        Assert.Equal((Refusal.None, "1"), (result.Refusal, result.Uids.ToString()));
        Assert.Equal((await scene.MailboxAsync()).Status.UidValidity, result.UidValidity);

        var view = await scene.SelectAsync();
        var entry = Reading.Entry(view, 1);
        Assert.Equal("Subject: ü\r\n\r\nText\r\n", await Reading.TextAsync(view, 1));
        Assert.Equal((new Uid(1), new ModSeq(2), 21L), (entry.Uid, entry.ModSeq, entry.Size));
        Assert.Equal(flags, Reading.Flags(view, 1));
        Assert.Equal(Scene.Start, entry.SaveDate);
        // To the second, and with the offset that it came with.
        Assert.Equal(new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.FromMinutes(-570)), entry.InternalDate);
        Assert.Equal(TimeSpan.FromMinutes(-570), entry.InternalDate.Offset);
        Assert.NotEqual(default, entry.Id);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Without_a_date_it_is_the_time_of_the_commit(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        scene.Clock.Advance(TimeSpan.FromMilliseconds(90_750));
        await scene.AppendAsync("x");
        var entry = Reading.Entry(await scene.SelectAsync(), 1);
        Assert.Equal((Scene.Start.AddSeconds(90), Scene.Start.AddSeconds(90)), (entry.InternalDate, entry.SaveDate));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Many_messages_of_one_append_share_a_mod_sequence_and_follow_each_other(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("before");
        var result = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("one")), new(await scene.UploadAsync("two")), new(await scene.UploadAsync(""))]);
        Assert.Equal("2:4", result.Uids.ToString());
        var view = await scene.SelectAsync();
        Assert.Equal(("one", "two", ""), (await Reading.TextAsync(view, 2), await Reading.TextAsync(view, 3), await Reading.TextAsync(view, 4)));
        Assert.All([2U, 3U, 4U], uid => Assert.Equal(new ModSeq(3), Reading.Entry(view, uid).ModSeq));
        Assert.Equal(new Uid(5), view.Mailbox.Status.UidNext);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_append_of_nothing_changes_nothing(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var result = await scene.Anna.Append(MailboxName.Inbox, []);
        Assert.Equal((Refusal.None, true), (result.Refusal, result.Uids.IsEmpty));
        Assert.Equal(ModSeq.First, (await scene.MailboxAsync()).Status.HighestModSeq);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Where_no_mailbox_is_nothing_is_appended(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B");
        await scene.Anna.Delete(MailboxName.Create("A"));
        var parent = await scene.Anna.Append(MailboxName.Create("A"), [new(await scene.UploadAsync("x"))]);
        var nothing = await scene.Anna.Append(MailboxName.Create("X"), [new(await scene.UploadAsync("x"))]);
        Assert.Equal((Refusal.NotSelectable, Refusal.NoSuchMailbox), (parent.Refusal, nothing.Refusal));
        Assert.True(nothing.Uids.IsEmpty);
        Assert.Equal(0, scene.Anna.Quota.Bytes);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task The_status_keeps_count(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.AppendAsync("12345", new FlagSet(SystemFlags.Seen));
        await scene.AppendAsync("123", new FlagSet(SystemFlags.Deleted));
        await scene.AppendAsync("1", new FlagSet(SystemFlags.Deleted | SystemFlags.Seen));
        var status = (await scene.MailboxAsync()).Status;
        Assert.Equal((3, 1, 2, 3, 9L), (status.Messages, status.Unseen, status.Deleted, status.Recent, status.Size));
        await scene.RestartAsync();
        Assert.Equal(status with { Keywords = KeywordTable.Empty }, (await scene.MailboxAsync()).Status with { Keywords = KeywordTable.Empty });
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_long_message_comes_back_whole(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var pieces = Enumerable.Range(0, 12).Select(number => new string((char)('a' + number), 50_000)).ToArray();
        var upload = scene.Anna.BeginUpload(600_000);
        foreach (var piece in pieces)
        {
            await upload.WriteAsync(Encoding.ASCII.GetBytes(piece));
        }

        Assert.Equal((600_000L, Refusal.None), (upload.Length, upload.Refusal));
        await scene.Anna.Append(MailboxName.Inbox, [new(upload)]);
        await scene.RestartAsync();
        var view = await scene.SelectAsync();
        using var content = await view.OpenAsync(Uid.First);
        var octets = new byte[600_001];
        Assert.Equal(600_000, await content!.ReadAsync(0, octets));
        Assert.Equal(string.Concat(pieces), Encoding.ASCII.GetString(octets, 0, 600_000));
        Assert.Equal(10, await content.ReadAsync(599_990, octets));
        Assert.Equal(0, await content.ReadAsync(600_000, octets));
        Assert.Equal(3, await content.ReadAsync(299_999, octets.AsMemory(0, 3)));
        Assert.Equal("fgg", Encoding.ASCII.GetString(octets, 0, 3));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_note_is_made_with_the_messages_or_not_at_all(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var key = new RegistryKey(9, "import");
        var result = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("a"))], note: new(key, new byte[] { 1 }));
        Assert.Equal(Refusal.None, result.Refusal);
        result = await scene.Anna.Append(MailboxName.Create("Missing"), [new(await scene.UploadAsync("b"))], note: new(key, new byte[] { 2 }));
        Assert.NotEqual(Refusal.None, result.Refusal);
        result = await scene.Anna.Append(MailboxName.Inbox, [new(await scene.UploadAsync("c"))], note: new(key, new byte[] { 3 }) { Expected = RegistryEdit.Absent });
        Assert.Equal(Refusal.AlreadyExists, result.Refusal);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(1, scene.Anna.Notes.Find(key)!.Octets.Span[0]);
            Assert.Equal(1, (await scene.MailboxAsync()).Status.Messages);
            await scene.CrashAsync();
        }
    }
}
