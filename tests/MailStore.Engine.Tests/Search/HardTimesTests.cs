using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Building;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Search.Terms;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Mime.Extraction;
using MailStore.Testing.Chance;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>Full disks, stores of another time, and mail made to hurt.</summary>
public sealed class HardTimesTests
{
    [Fact]
    public async Task A_full_disk_is_left_no_piece_of_a_segment_and_is_used_again_when_it_has_room()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 3);
        place.Index.CapacityBytes = 1;
        place.RunIndexing();
        Assert.Empty(SegmentTests.Files(place));
        Assert.Contains("not indexed", Assert.Single(place.Reported), StringComparison.Ordinal);
        place.Index.CapacityBytes = long.MaxValue;
        await place.AppendAsync(SegmentTests.Message(4));
        place.RunIndexing();
        Assert.Single(SegmentTests.Files(place));
        Assert.Equal(UidSet.Of(2), (await place.FindAsync(SearchField.Body, "number2")).Found);
    }

    [Fact]
    public async Task An_index_that_is_ahead_of_the_store_is_not_believed()
    {
        await using var later = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(later, 5);
        later.RunIndexing();
        var name = Assert.Single(SegmentTests.Files(later));

        // The same store, put back to when it had two messages, and they were others.
        await using var place = await SearchPlace.OpenAsync();
        await place.AppendAsync(SegmentTests.Message(8));
        await place.AppendAsync(SegmentTests.Message(9));
        Copy(later.Files, place.Files, name);
        await place.RestartAsync();
        var answer = await place.FindAsync(SearchField.Body, "number2");
        Assert.Equal(UidSet.Empty, answer.Found);
        Assert.Equal(UidSet.OfRanges(new UidRange(1, 2)), answer.Open);
        Assert.Empty(SegmentTests.Files(place));
    }

    [Fact]
    public async Task An_index_of_a_time_that_was_undone_is_not_believed_though_its_numbers_were_given_again()
    {
        await using var undone = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(undone, 5);
        undone.RunIndexing();
        var name = Assert.Single(SegmentTests.Files(undone));

        // The last one was expunged since: those before it tell.
        await using var place = await SearchPlace.OpenAsync();
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        await SegmentTests.FillAsync(place, 5, from: 4);
        var mailbox = (await place.Anna.OpenAsync(Abstractions.Mailboxes.MailboxName.Inbox))!;
        await mailbox.ChangeFlags(UidSet.Of(5), FlagMode.Add, new(SystemFlags.Deleted, []));
        await mailbox.Expunge();
        Copy(undone.Files, place.Files, name);
        await place.RestartAsync();
        var answer = await place.FindAsync(SearchField.Body, "number2");
        Assert.Equal((UidSet.Empty, UidSet.OfRanges(new UidRange(1, 4))), (answer.Found, answer.Open));
        Assert.Empty(SegmentTests.Files(place));
    }

    [Fact]
    public async Task A_segment_that_cannot_be_opened_now_is_kept_and_told_of_once()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 3);
        place.RunIndexing();
        await place.RestartAsync();
        place.Index.Plan(new(SimOperation.Open, SimFault.Error, "t-", After: 0, Times: 100));
        for (var search = 0; search < 3; search++)
        {
            var answer = await place.FindAsync(SearchField.Body, "number2");
            Assert.Equal((UidSet.Empty, UidSet.OfRanges(new UidRange(1, 3))), (answer.Found, answer.Open));
            place.RunIndexing();
        }

        place.Index.Heal();
        Assert.Contains("cannot be read now", Assert.Single(place.Reported), StringComparison.Ordinal);
        Assert.Single(SegmentTests.Files(place));
        Assert.Equal((UidSet.Of(2), UidSet.Empty), await FindAsync(place, "number2"));
    }

    [Fact]
    public async Task A_segment_that_cannot_be_read_again_and_again_is_made_again()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 3);
        place.RunIndexing();
        Assert.Equal((UidSet.Of(2), UidSet.Empty), await FindAsync(place, "number2"));
        place.Index.Plan(new(SimOperation.Read, SimFault.Error, "t-", After: 0, Times: 3));
        for (var search = 0; search < 3; search++)
        {
            Assert.Equal((UidSet.Empty, UidSet.OfRanges(new UidRange(1, 3))), await FindAsync(place, "number2"));
        }

        Assert.Equal(2, place.Reported.Count);
        place.RunIndexing();
        Assert.Equal((UidSet.Of(2), UidSet.Empty), await FindAsync(place, "number2"));
    }

    [Fact]
    public async Task Mail_that_comes_opens_no_segment()
    {
        await using var place = await SearchPlace.OpenAsync(SearchPlace.Eager with { WorthwhileMessages = 3, WorthwhileBytes = long.MaxValue });
        await SegmentTests.FillAsync(place, 3);
        place.RunIndexing();
        await place.RestartAsync();
        await SegmentTests.FillAsync(place, 1, from: 3);
        place.RunIndexing();
        var opened = place.Index.Operations(SimOperation.Open);
        await SegmentTests.FillAsync(place, 1, from: 4);
        place.RunIndexing();
        Assert.Equal(opened, place.Index.Operations(SimOperation.Open));
    }

    [Fact]
    public async Task A_mailbox_that_was_filled_while_nothing_made_an_index_waits_for_the_first_look()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 3);
        await place.LoseIndexAsync();
        place.RunIndexing();
        Assert.Empty(SegmentTests.Files(place));
        (await place.ViewAsync()).Dispose();
        place.RunIndexing();
        Assert.Single(SegmentTests.Files(place));
    }

    [Fact]
    public async Task A_hole_that_is_not_worth_a_segment_keeps_none_behind_it_from_being_made()
    {
        await using var place = await SearchPlace.OpenAsync(SearchPlace.Eager with { WorthwhileMessages = 3, WorthwhileBytes = long.MaxValue, BuildBytes = 300_000, MergeSegments = 100 });
        await SegmentTests.FillAsync(place, 6);
        place.RunIndexing();
        await place.FindAsync(SearchField.Body, "number2");
        var files = SegmentTests.Files(place);
        Assert.Equal(6, files.Count);
        await place.RestartAsync();
        place.Files.Delete(files[1]);
        await place.FindAsync(SearchField.Body, "number2");
        await SegmentTests.FillAsync(place, 3, from: 6);
        place.RunIndexing();
        Assert.Equal((UidSet.Of(8), UidSet.Of(2)), await FindAsync(place, "number8"));
    }

    [Fact]
    public async Task Segments_are_merged_no_further_than_memory_for_their_columns_goes()
    {
        await using var place = await SearchPlace.OpenAsync(SearchPlace.Eager with { MergeColumnBytesMax = 1200 });
        for (var round = 0; round < 24; round++)
        {
            await SegmentTests.FillAsync(place, 2, from: round * 2);
            place.RunIndexing();
        }

        Assert.InRange(SegmentTests.Files(place).Count, 3, 23);
        Assert.Equal((UidSet.OfRanges(new UidRange(1, 48)), UidSet.Empty), await FindAsync(place, "number"));
        Assert.Empty(place.Reported);
    }

    [Fact]
    public async Task An_index_is_a_part_of_its_text_and_says_how_large_it_is()
    {
        var dice = new Dice(7);
        await using var place = await SearchPlace.OpenAsync();
        var words = Enumerable.Range(0, 3000).Select(_ => new string([.. Enumerable.Range(0, dice.Between(3, 10)).Select(_ => (char)dice.Between('a', 'z'))])).ToList();
        for (var number = 1; number <= 200; number++)
        {
            // Of words some are everywhere and most are rare, as in any language.
            var text = Enumerable.Range(0, 800).Select(_ => words[(int)(words.Count * Math.Pow(dice.Below(10_000) / 10_000.0, 4))]);
            await place.AppendAsync(System.Text.Encoding.ASCII.GetBytes($"Subject: number {number}\r\n\r\n{string.Join(' ', text)}\r\n"));
        }

        place.RunIndexing();
        var figures = SearchInspection.Figures(place.Files);
        Assert.Equal((1, 1, 200L, 0), (figures.Segments, figures.Mailboxes, figures.Messages, figures.Faults.Count));
        Assert.InRange(figures.Bytes, 1, figures.TextBytes / 5);
        Assert.Empty(SearchInspection.Verify(place.Files, default));
        var name = Assert.Single(SegmentTests.Files(place));
        await place.RestartAsync();
        place.Index.Flip(name, figures.Bytes / 2, bit: 3);
        Assert.Contains(name, Assert.Single(SearchInspection.Verify(place.Files, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_is_served_although_the_index_cannot_be_opened()
    {
        var disk = new SimDisk(new() { Place = "sim:mail" });
        var reported = new List<string>();
        var options = new EngineOptions
        {
            Time = new ManualClock(Contract.Scene.Start),
            Analyst = new MimeAnalyst(),
            Volume = new VolumeOptions { SegmentBytes = 16 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 10 },
        };
        MailEngine.Create(_ => disk.Mount(), 1, options);
        options = options with { Report = reported.Add, SearchStorages = static _ => throw new StorageFaultException("Its disk is not there.") };
        await using var engine = MailEngine.Open(_ => disk.Mount(), options);
        Assert.Contains(reported, line => line.Contains("Its disk is not there.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_tells_of_news_while_the_index_closes_is_not_hurt()
    {
        await using var place = await SearchPlace.OpenAsync();
        using var view = await place.ViewAsync();
        using var index = new SearchIndex(new SimDisk(new()).Mount(), SearchPlace.Eager, TextExtraction.None, static _ => { });
        var worker = new IndexWorker(index, new(TimeProvider.System, static () => false, 100), static _ => true, static () => [], static () => false, name: null);
        worker.Dispose();
        worker.Tell(view.Mailbox);
        Assert.True(worker.RunOnce());
    }

    [Fact]
    public async Task What_room_is_left_is_for_mail_and_not_for_the_index()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 3);
        using var view = await place.ViewAsync();
        var (disk, isLow) = (new SimDisk(new()).Mount(), true);
        using var index = new SearchIndex(disk, SearchPlace.Eager, TextExtraction.None, static line => Assert.Fail(line));
        using var worker = new IndexWorker(index, new(TimeProvider.System, static () => false, 100), static _ => true, static () => [], () => isLow, name: null);
        worker.Tell(view.Mailbox);
        worker.RunOnce();
        Assert.Empty(disk.List());
        isLow = false;
        worker.Tell(view.Mailbox);
        worker.RunOnce();
        Assert.Single(disk.List());
    }

    [Fact]
    public void A_needle_of_very_many_pairs_does_not_look_for_each_of_them()
    {
        var plan = NeedlePlan.Of(string.Concat(Enumerable.Range(0x4E00, 5000).Select(letter => (char)letter)));
        Assert.InRange(plan.Patterns.Count, 1, 10);
    }

    [Fact]
    public void Text_that_comes_in_small_pieces_is_too_much_at_some_point_too()
    {
        var sink = new IndexingSink { BytesMax = 1024 * 1024 };
        sink.Begin();
        sink.EnterBody();
        var pieces = 0;
        for (; !sink.IsSated && pieces < 1_000_000; pieces++)
        {
            sink.Take($" word{pieces}");
        }

        Assert.InRange(pieces, 1000, 200_000);
    }

    private static async Task<(UidSet Found, UidSet Open)> FindAsync(SearchPlace place, string text)
    {
        var answer = await place.FindAsync(SearchField.Body, text);
        return (answer.Found, answer.Open);
    }

    private static void Copy(SimStorage from, SimStorage to, string name)
    {
        using var source = from.Open(name, WriteMode.ReadOnly);
        var octets = new byte[source.Length];
        source.Read(0, octets);
        using var target = to.Create(name, WriteMode.Buffered);
        target.Write(0, octets);
        target.Flush();
    }
}
