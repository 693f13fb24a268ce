using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Log.Devices;
using MailStore.Mime.Columns;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>Whoever drops a segment tells who makes it again: nobody else does before mail comes.</summary>
public sealed class ToldIndexingTests
{
    private const uint AllColumns = (uint)ColumnSet.All;

    // The version stands in the head, and another one is that of a program of before.
    private const int VersionAt = 8;

    [Fact]
    public async Task A_sort_that_meets_a_segment_of_an_older_program_has_it_made_again()
    {
        await using var place = await FilledAsync();
        Spoil(place, VersionAt);
        using (var view = await LookedAtAsync(place))
        {
            Assert.Empty(await view.ReadColumnsAsync(AllColumns));
        }

        place.RunIndexing();
        await AssertWholeAsync(place);
    }

    [Fact]
    public async Task A_sort_that_meets_a_segment_with_damaged_columns_has_it_made_again()
    {
        await using var place = await FilledAsync();
        using (var view = await LookedAtAsync(place))
        {
            Assert.Single(await view.ReadColumnsAsync(AllColumns));

            // They lie at its end, before a table that was read already.
            for (var at = Length(place) - 1; place.Reported.Count == 0; at -= 7)
            {
                Spoil(place, at);
                await view.ReadColumnsAsync(AllColumns);
            }
        }

        place.RunIndexing();
        await AssertWholeAsync(place);
    }

    [Fact]
    public async Task A_sort_of_messages_that_nobody_indexed_has_them_indexed()
    {
        await using var place = await FilledAsync();
        using (var view = await LookedAtAsync(place))
        {
            place.Files.Delete(Assert.Single(SegmentTests.Files(place)));
            Assert.Empty(await view.ReadColumnsAsync(AllColumns));
        }

        place.RunIndexing();
        await AssertWholeAsync(place);
    }

    [Fact]
    public async Task A_search_that_needs_no_text_tells_too_what_it_dropped()
    {
        await using var place = await FilledAsync();
        Spoil(place, VersionAt);
        using (var view = await LookedAtAsync(place))
        {
            var answer = await view.SearchAsync(new(SearchNodeKind.Flags) { Flags = SystemFlags.Seen });
            Assert.True(answer.Open.IsEmpty);
        }

        place.RunIndexing();
        await AssertWholeAsync(place);
    }

    private static async Task<SearchPlace> FilledAsync()
    {
        var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 6);
        place.RunIndexing();
        await place.RestartAsync();
        return place;
    }

    // Who looks into a mailbox for the first time tells as well, and that was before.
    private static async Task<Abstractions.Mailboxes.IMailboxView> LookedAtAsync(SearchPlace place)
    {
        var view = await place.ViewAsync();
        place.RunIndexing();
        return view;
    }

    private static async Task AssertWholeAsync(SearchPlace place)
    {
        using var view = await place.ViewAsync();
        Assert.Single(await view.ReadColumnsAsync(AllColumns));
        Assert.Equal(UidSet.Of(3), (await place.FindAsync(SearchField.Body, "number3")).Found);
    }

    private static void Spoil(SearchPlace place, long at)
    {
        using var file = place.Files.Open(Assert.Single(SegmentTests.Files(place)), WriteMode.Buffered);
        var octet = new byte[1];
        Assert.Equal(1, file.Read(at, octet));
        file.Write(at, [(byte)(octet[0] ^ 1)]);
        file.Flush();
    }

    private static long Length(SearchPlace place)
    {
        using var file = place.Files.Open(Assert.Single(SegmentTests.Files(place)), WriteMode.ReadOnly);
        return file.Length;
    }
}
