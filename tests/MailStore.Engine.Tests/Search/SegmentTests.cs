using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Devices;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Search;

public sealed class SegmentTests
{
    [Fact]
    public async Task A_word_is_answered_without_a_look_at_a_message()
    {
        await using var place = await SearchPlace.OpenAsync();
        await FillAsync(place, 10);
        place.RunIndexing();
        var answer = await place.FindAsync(SearchField.Body, "umber7 i");
        Assert.Equal((UidSet.Empty, UidSet.Of(7)), (answer.Found, answer.Open));
        answer = await place.FindAsync(SearchField.Body, "umBer7");
        Assert.Equal((UidSet.Of(7), UidSet.Empty), (answer.Found, answer.Open));
        answer = await place.FindAsync(SearchField.Subject, "subject number3, s");
        Assert.Equal((UidSet.Of(3), UidSet.Empty), (answer.Found, answer.Open));
    }

    [Fact]
    public async Task A_message_is_seen_before_it_is_indexed()
    {
        await using var place = await SearchPlace.OpenAsync();
        await FillAsync(place, 4);
        place.RunIndexing();
        await place.AppendAsync(Message(5));
        var answer = await place.FindAsync(SearchField.Body, "number5");
        Assert.Equal((UidSet.Empty, UidSet.Of(5)), (answer.Found, answer.Open));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_indexed_is_there_after_a_restart(bool isKilled)
    {
        await using var place = await SearchPlace.OpenAsync();
        await FillAsync(place, 4);
        place.RunIndexing();
        await place.RestartAsync(isKilled);
        var answer = await place.FindAsync(SearchField.Text, "number2");
        Assert.Equal((UidSet.Of(2), UidSet.Empty), (answer.Found, answer.Open));
        Assert.Empty(place.Reported);
    }

    [Fact]
    public async Task An_index_that_is_lost_is_made_again()
    {
        await using var place = await SearchPlace.OpenAsync();
        await FillAsync(place, 4);
        place.RunIndexing();
        await place.LoseIndexAsync();
        Assert.Equal(UidSet.OfRanges(new UidRange(1, 4)), (await place.FindAsync(SearchField.Body, "number2")).Open);
        place.RunIndexing();
        Assert.Equal(UidSet.Of(2), (await place.FindAsync(SearchField.Body, "number2")).Found);
    }

    [Fact]
    public async Task Many_segments_become_one_and_messages_that_are_gone_are_left_out()
    {
        await using var place = await SearchPlace.OpenAsync();
        for (var round = 0; round < 9; round++)
        {
            await FillAsync(place, 3, from: round * 3);
            if (round == 6)
            {
                var mailbox = (await place.Anna.OpenAsync(Abstractions.Mailboxes.MailboxName.Inbox))!;
                await mailbox.ChangeFlags(UidSet.Of(2, 20), Abstractions.Messages.FlagMode.Add, new(SystemFlags.Deleted, []));
                await mailbox.Expunge();
            }

            place.RunIndexing();
            Assert.InRange(Files(place).Count, 1, 4);
        }

        Assert.Empty(place.Reported);
        Assert.Equal("1,3:19,21:27", (await place.FindAsync(SearchField.Body, "number")).Found.ToString());
        Assert.Equal(UidSet.Empty, (await place.FindAsync(SearchField.Body, "number")).Open);
        Assert.Empty(place.Reported);
    }

    [Fact]
    public async Task A_mailbox_that_is_gone_leaves_no_file()
    {
        await using var place = await SearchPlace.OpenAsync();
        var name = Abstractions.Mailboxes.MailboxName.Create("Old");
        await place.Anna.Create(name);
        await place.AppendAsync(Message(1), "Old");
        place.RunIndexing();
        Assert.Single(Files(place));
        await place.Anna.Delete(name);
        place.RunIndexing();
        Assert.Empty(Files(place));
    }

    [Fact]
    public async Task Large_segments_are_whole_and_so_are_those_made_of_them()
    {
        await using var place = await SearchPlace.OpenAsync(SearchPlace.Eager with { BuildBytes = 6 * 1024 * 1024 });
        var dice = new Dice(3);
        for (var number = 1; number <= 60; number++)
        {
            var text = new StringBuilder($"Subject: large {number}\r\n\r\n");
            for (var word = 0; word < 3000; word++)
            {
                text.Append(dice.Next() >> 24).Append(word % 12 == 0 ? "\r\n" : " ");
            }

            await place.AppendAsync(Encoding.ASCII.GetBytes(text.Append($"word{number}end").ToString()));
        }

        place.RunIndexing();
        Assert.Empty(place.Reported);
        Assert.InRange(Files(place).Count, 1, 3);
        for (var number = 1U; number <= 60; number += 7)
        {
            var answer = await place.FindAsync(SearchField.Body, $"word{number}end");
            Assert.Equal((UidSet.Of(number), UidSet.Empty), (answer.Found, answer.Open));
        }

        Assert.Empty(place.Reported);
    }

    [Fact]
    public async Task Small_mailboxes_have_no_file()
    {
        await using var place = await SearchPlace.OpenAsync(new SearchOptions());
        await FillAsync(place, 20);
        place.RunIndexing();
        Assert.Empty(Files(place));
    }

    [Fact]
    public async Task A_segment_of_which_any_octet_is_wrong_is_made_again_and_no_answer_is_wrong()
    {
        await using var place = await SearchPlace.OpenAsync();
        await FillAsync(place, 3);
        place.RunIndexing();
        var file = Assert.Single(Files(place));
        var whole = Octets(place, file);
        var (dropped, dice) = (0, new Dice(5));
        for (var at = 0; at < whole.Length; at += dice.Between(2, 12))
        {
            await place.RestartAsync();
            Overwrite(place, file, at, (byte)(whole[at] ^ (1 << dice.Below(8))));
            var before = place.Reported.Count;
            using (var view = await place.ViewAsync())
            {
                foreach (var field in Enum.GetValues<SearchField>())
                {
                    var node = new SearchNode(SearchNodeKind.Text) { Field = field, Name = "Message-ID", Text = field == SearchField.Header ? "" : "number2" };
                    await SearchOracleTests.AssertRightAsync(view, node, await view.SearchAsync(node));
                }
            }

            dropped += place.Reported.Count - before;
            place.RunIndexing();
            if (!place.Files.Exists(file) || !Octets(place, file).AsSpan().SequenceEqual(whole))
            {
                // What no search looked at is wrong still: then it is put right here.
                place.Files.Delete(file);
                await place.RestartAsync();
                await place.FindAsync(SearchField.Body, "x");
                place.RunIndexing();
            }
        }

        Assert.True(dropped > whole.Length / 40, $"Only {dropped} wrong octets of {whole.Length} were noticed.");
    }

    [Fact]
    public async Task A_segment_of_another_mailbox_is_not_believed()
    {
        await using var place = await SearchPlace.OpenAsync();
        await place.Anna.Create(Abstractions.Mailboxes.MailboxName.Create("Other"));
        await FillAsync(place, 3);
        await place.AppendAsync(Message(9), "Other");
        await place.AppendAsync(Message(8), "Other");
        await place.AppendAsync(Message(7), "Other");
        place.RunIndexing();
        var files = Files(place);
        Assert.Equal(2, files.Count);
        await place.RestartAsync();
        var storage = place.Files;
        storage.Delete(files[0]);
        storage.Link(files[1], storage, files[0]);
        var (inbox, answer) = (await place.ViewAsync(), await place.FindAsync(SearchField.Body, "number"));
        Assert.Equal(3, answer.Found.Count + answer.Open.Count);
        Assert.Equal(UidSet.Empty, (await place.FindAsync(SearchField.Body, "number9")).Found);
        inbox.Dispose();
    }

    internal static List<string> Files(SearchPlace place) => [.. place.Files.List().Order(StringComparer.Ordinal)];

    internal static byte[] Message(int number) =>
        Encoding.UTF8.GetBytes($"Subject: Subject number{number}, short\r\nMessage-ID: <{number}@x>\r\n\r\nText of number{number} is here\r\n");

    internal static async Task FillAsync(SearchPlace place, int count, int from = 0)
    {
        for (var number = from + 1; number <= from + count; number++)
        {
            await place.AppendAsync(Message(number));
        }
    }

    private static byte[] Octets(SearchPlace place, string name)
    {
        using var file = place.Files.Open(name, WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        file.Read(0, octets);
        return octets;
    }

    private static void Overwrite(SearchPlace place, string name, int at, byte octet)
    {
        using var file = place.Files.Open(name, WriteMode.Buffered);
        file.Write(at, [octet]);
        file.Flush();
    }
}
