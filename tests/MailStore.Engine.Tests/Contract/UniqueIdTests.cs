using System.Text;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Access;
using MailStore.Engine.Mailboxes;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class UniqueIdTests
{
    private static readonly MailboxName Target = MailboxName.Create("Target");

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("ä")]
    [InlineData("\x7f")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901")]
    public void What_RFC_1939_does_not_call_a_unique_id_is_none(string text)
    {
        Assert.False(UniqueId.TryCreate(text, out var id));
        Assert.True(id.IsNone);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_message_keeps_the_unique_id_that_it_was_brought_over_with(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await BringAsync(scene, "old!42", null, "~" + new string('z', 69));
        Assert.Equal(["1 old!42", "2 ", "3 ~" + new string('z', 69)], Show(await scene.SelectAsync()));
        await scene.RestartAsync();
        Assert.Equal(["1 old!42", "2 ", "3 ~" + new string('z', 69)], Show(await scene.SelectAsync()));
        await (await scene.MailboxAsync()).ChangeFlags(UidSet.All, FlagMode.Replace, Reading.Some(SystemFlags.Seen, "$Work"));
        await scene.CrashAsync();
        Assert.Equal(["1 old!42", "2 ", "3 ~" + new string('z', 69)], Show(await scene.SelectAsync()));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task It_moves_along_and_back_and_is_not_copied(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("Target");
        await BringAsync(scene, "a", null, "c");
        await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.All, Target, TransferKind.Copy);
        Assert.Equal(["1 ", "2 ", "3 "], Show(await scene.SelectAsync("Target")));
        await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.Of(2, 3), Target, TransferKind.Move);
        Assert.Equal(["1 ", "2 ", "3 ", "4 ", "5 c"], Show(await scene.SelectAsync("Target")));
        await scene.Anna.Transfer(await scene.MailboxAsync("Target"), UidSet.Of(5), MailboxName.Inbox, TransferKind.Move);
        await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.Of(1), MailboxName.Inbox, TransferKind.Move);
        await scene.CrashAsync();
        Assert.Equal(["4 c", "5 a"], Show(await scene.SelectAsync()));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Many_move_in_several_pieces(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("Target");
        await BringAsync(scene, [.. Enumerable.Range(1, 300).Select(number => number % 7 == 0 ? null : $"id{number}")]);
        var before = Show(await scene.ExamineAsync());
        await scene.Anna.Transfer(await scene.MailboxAsync(), UidSet.All, Target, TransferKind.Move);
        await scene.RestartAsync();
        Assert.Equal(before, Show(await scene.SelectAsync("Target")));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_view_that_numbers_a_message_can_say_its_unique_id_though_it_is_gone(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await BringAsync(scene, "a", "b", "c");
        var view = await scene.SelectAsync();
        var mailbox = await scene.MailboxAsync();
        await mailbox.ChangeFlags(UidSet.Of(1, 3), FlagMode.Add, new FlagSet(SystemFlags.Deleted));
        await mailbox.Expunge(UidSet.Of(3));
        await mailbox.Expunge(UidSet.Of(1));
        Assert.Equal(["1 a", "2 b", "3 c"], Show(view));
        view.Sync(withExpunges: true);
        Assert.Equal(["2 b"], Show(view));
        Assert.Equal(0, view.UniqueIdOf(new Uid(1), new byte[UniqueId.BytesMax]));
    }

    private static async Task BringAsync(Scene scene, params string?[] ids)
    {
        var messages = new List<NewMessage>();
        foreach (var id in ids)
        {
            messages.Add(new(await scene.UploadAsync("Subject: old\r\n\r\n")) { UniqueId = id is null ? default : UniqueId.Create(id) });
        }

        Assert.Equal(Refusal.None, (await scene.Anna.Append(MailboxName.Inbox, messages)).Refusal);
    }

    private static List<string> Show(IMailboxView view)
    {
        var lines = new List<string>();
        var octets = new byte[UniqueId.BytesMax];
        if (view.Mailbox is MailboxDoor { Inside: Mailbox engines })
        {
            Assert.Empty(engines.Check(withBodies: true));
        }

        for (var number = 1; number <= view.Count; number++)
        {
            Assert.True(view.TryRead(view.UidAt(number), out var entry));
            var length = view.UniqueIdOf(entry.Uid, octets);
            Assert.Equal(length > 0, entry.HasUniqueId);
            lines.Add($"{entry.Uid} {Encoding.ASCII.GetString(octets, 0, length)}");
        }

        return lines;
    }
}
