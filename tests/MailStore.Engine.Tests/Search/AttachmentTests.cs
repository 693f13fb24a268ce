using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Mime.Extraction;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>The text of attachments in the index.</summary>
public sealed class AttachmentTests
{
    [Fact]
    public async Task Words_of_attachments_are_answered_by_the_index()
    {
        using var extraction = new TextExtraction([new SpelledText()], new(), TimeProvider.System);
        await using var place = await OpenAsync(extraction);
        await FillAsync(place);
        await AssertIndexedAsync(place, isRead: true);
        await place.RestartAsync();
        await AssertIndexedAsync(place, isRead: true);
        Assert.Empty(place.Reported);
    }

    [Fact]
    public async Task Segments_are_made_again_when_attachments_are_read_otherwise()
    {
        using var first = new TextExtraction([new SpelledText()], new(), TimeProvider.System);
        using var second = new TextExtraction([new SpelledText { Version = 2 }], new(), TimeProvider.System);
        await using var place = await OpenAsync(TextExtraction.None);
        await FillAsync(place);
        await AssertIndexedAsync(place, isRead: false);
        foreach (var (extraction, isRead) in ((TextExtraction, bool)[])[(first, true), (second, true), (TextExtraction.None, false)])
        {
            place.Extraction = extraction;
            await place.RestartAsync();
            place.RunIndexing();

            // What the index of before says is not asked, and it stays until somebody searches.
            Assert.Equal((UidSet.Empty, UidSet.OfRanges(new UidRange(1, 6))), await FindAsync(place, "hidden3"));
            place.RunIndexing();
            await AssertIndexedAsync(place, isRead);
        }

        Assert.All(place.Reported, line => Assert.EndsWith("attachments are read otherwise now", line, StringComparison.Ordinal));
        Assert.Equal(3, place.Reported.Count);
    }

    [Fact]
    public async Task Merged_segments_have_the_words_of_attachments_too()
    {
        using var extraction = new TextExtraction([new SpelledText()], new(), TimeProvider.System);
        await using var place = await OpenAsync(extraction);
        for (var number = 1; number <= 6; number++)
        {
            await place.AppendAsync(Message(number));
            place.RunIndexing();
        }

        Assert.InRange(SegmentTests.Files(place).Count, 1, 3);
        await AssertIndexedAsync(place, isRead: true);
    }

    [Fact]
    public async Task An_attachment_that_is_never_read_in_time_is_none_that_searches_look_into()
    {
        var extractor = new SpelledText();
        using var extraction = new TextExtraction([extractor], new() { Time = TimeSpan.FromMilliseconds(300), Grace = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        await using var place = await OpenAsync(extraction);
        await place.AppendAsync(Message(1));
        place.RunIndexing();
        extractor.Wait = static cancellation => cancellation.WaitHandle.WaitOne();
        await place.AppendAsync(Message(2));
        place.RunIndexing();
        extractor.Wait = static _ => { };
        await place.AppendAsync(Message(3));
        place.RunIndexing();
        Assert.Equal((UidSet.Of(3), UidSet.Empty), await FindAsync(place, "hidden3"));
        Assert.Equal((UidSet.Empty, UidSet.Empty), await FindAsync(place, "hidden2"));
        Assert.Equal((UidSet.Of(2), UidSet.Empty), await FindAsync(place, "plain2"));
    }

    [Fact]
    public async Task An_extractor_that_hangs_or_throws_stops_no_indexing()
    {
        using var end = new ManualResetEventSlim();
        var extractor = new SpelledText { Wait = static _ => throw new InvalidOperationException("broken") };
        using var extraction = new TextExtraction([extractor], new() { Time = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromMilliseconds(100), LostMax = 1 }, TimeProvider.System);
        await using var place = await OpenAsync(extraction);
        await FillAsync(place);
        Assert.Equal((UidSet.Of(1), UidSet.Empty), await FindAsync(place, "plain1"));
        Assert.Equal((UidSet.Empty, UidSet.Empty), await FindAsync(place, "hidden1"));
        extractor.Wait = _ => end.Wait(CancellationToken.None);
        await place.AppendAsync(Message(7));
        await place.AppendAsync(Message(8));
        place.RunIndexing();

        // The one that it hung at says nothing; what the other one says nobody knows until the next start.
        Assert.Equal((UidSet.Of(2), UidSet.Of(8)), await FindAsync(place, "plain2"));
        Assert.Empty(place.Reported);
        end.Set();
    }

    [Fact]
    public async Task What_could_not_be_read_is_read_after_a_start_and_once_in_each()
    {
        // One that is off from the start on.
        using var off = new TextExtraction([new SpelledText()], new() { LostMax = 0 }, TimeProvider.System);
        using var on = new TextExtraction([new SpelledText()], new(), TimeProvider.System);
        await using var place = await OpenAsync(off);
        await FillAsync(place);
        await AssertUnreadAsync(place);
        Assert.Empty(place.Reported);

        // The next process tries, once.
        await place.RestartAsync();
        for (var round = 0; round < 3; round++)
        {
            await AssertUnreadAsync(place);
            Assert.EndsWith("attachments in it could not be read then", Assert.Single(place.Reported), StringComparison.Ordinal);
        }

        place.Extraction = on;
        await place.RestartAsync();
        Assert.Equal((UidSet.Empty, UidSet.OfRanges(new UidRange(1, 6))), await FindAsync(place, "hidden3"));
        place.RunIndexing();
        await AssertIndexedAsync(place, isRead: true);
        await place.RestartAsync();
        await AssertIndexedAsync(place, isRead: true);
        place.RunIndexing();
        Assert.Equal(2, place.Reported.Count);
    }

    [Fact]
    public async Task What_somebody_cancels_who_is_not_the_volume_ends_no_indexing()
    {
        var watch = new CancellingWatch();
        using var extraction = new TextExtraction([new SpelledText()], new(), TimeProvider.System) { Watch = watch };
        await using var place = await OpenAsync(extraction);
        await FillAsync(place);
        Assert.Contains(nameof(OperationCanceledException), Assert.Single(place.Reported), StringComparison.Ordinal);
        watch.IsOver = true;
        await place.AppendAsync(Message(7));
        place.RunIndexing();
        await AssertIndexedAsync(place, isRead: true);
    }

    [Fact]
    public async Task Merged_segments_know_what_could_not_be_read()
    {
        using var off = new TextExtraction([new SpelledText()], new() { LostMax = 0 }, TimeProvider.System);
        await using var place = await OpenAsync(off);
        for (var number = 1; number <= 6; number++)
        {
            await place.AppendAsync(number == 2 ? SegmentTests.Message(number) : Message(number));
            place.RunIndexing();
        }

        Assert.InRange(SegmentTests.Files(place).Count, 1, 3);
        Assert.Equal((UidSet.Of(4), UidSet.OfRanges(new(1, 1), new(3, 3), new(5, 6))), await FindAsync(place, "plain4"));
        using var on = new TextExtraction([new SpelledText()], new(), TimeProvider.System);
        place.Extraction = on;
        await place.RestartAsync();
        await FindAsync(place, "x");
        place.RunIndexing();
        await AssertIndexedAsync(place, isRead: true);
    }

    // Before it is asked and after what that brought about.
    private static async Task AssertUnreadAsync(SearchPlace place)
    {
        Assert.Equal((UidSet.Of(3), UidSet.OfRanges(new(1, 2), new(4, 6))), await FindAsync(place, "plain3"));
        place.RunIndexing();
        Assert.Equal((UidSet.Of(3), UidSet.OfRanges(new(1, 2), new(4, 6))), await FindAsync(place, "plain3"));
    }

    private sealed class CancellingWatch : IExtractionWatch
    {
        public bool IsOver { get; set; }

        public void Extracted(string extractor, ExtractionOutcome outcome, TimeSpan took, Exception? fault)
        {
            if (!IsOver)
            {
                throw new OperationCanceledException();
            }
        }
    }

    private static async Task<SearchPlace> OpenAsync(TextExtraction extraction)
    {
        var place = await SearchPlace.OpenAsync();
        place.Extraction = extraction;
        await place.RestartAsync();
        return place;
    }

    private static async Task FillAsync(SearchPlace place)
    {
        for (var number = 1; number <= 6; number++)
        {
            await place.AppendAsync(Message(number));
        }

        place.RunIndexing();
    }

    private static byte[] Message(int number)
    {
        var hidden = Convert.ToBase64String(Encoding.ASCII.GetBytes($"h.i.d.d.e.n{number}"));
        return Encoding.ASCII.GetBytes(
            $"Subject: number{number}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nplain{number}\r\n--b\r\n"
            + $"Content-Type: application/x-spelled\r\nContent-Transfer-Encoding: base64\r\n\r\n{hidden}\r\n--b--\r\n");
    }

    private static async Task AssertIndexedAsync(SearchPlace place, bool isRead)
    {
        Assert.Equal((isRead ? UidSet.Of(3) : UidSet.Empty, UidSet.Empty), await FindAsync(place, "hidden3"));
        Assert.Equal((UidSet.Of(4), UidSet.Empty), await FindAsync(place, "plain4"));
    }

    private static async Task<(UidSet Found, UidSet Open)> FindAsync(SearchPlace place, string text)
    {
        var answer = await place.FindAsync(SearchField.Body, text);
        return (answer.Found, answer.Open);
    }
}
