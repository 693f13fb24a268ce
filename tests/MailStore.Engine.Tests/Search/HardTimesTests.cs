using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Building;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Search.Terms;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
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
        using var index = new SearchIndex(new SimDisk(new()).Mount(), SearchPlace.Eager, static _ => { });
        var worker = new IndexWorker(index, new(TimeProvider.System, static () => false, 100), static _ => true, static () => false, name: null);
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
        using var index = new SearchIndex(disk, SearchPlace.Eager, static line => Assert.Fail(line));
        using var worker = new IndexWorker(index, new(TimeProvider.System, static () => false, 100), static _ => true, () => isLow, name: null);
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
