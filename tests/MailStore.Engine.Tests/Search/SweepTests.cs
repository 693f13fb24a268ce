using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>Mail that nobody looks at is indexed after a start.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task Mailboxes_that_nobody_opened_are_indexed_after_their_index_was_lost()
    {
        await using var place = await SearchPlace.OpenAsync();
        await place.Anna.Create(MailboxName.Create("Old"));
        await place.Anna.Create(MailboxName.Create("Empty"));
        await SegmentTests.FillAsync(place, 4);
        for (var number = 0; number < 3; number++)
        {
            await place.AppendAsync("Subject: old\r\n\r\nvery old\r\n"u8.ToArray(), "Old");
        }

        place.RunIndexing();
        Assert.Equal(2, SegmentTests.Files(place).Count);
        await place.LoseIndexAsync();
        place.RunIndexing();
        Assert.Empty(SegmentTests.Files(place));
        place.RunIndexSweep();
        Assert.Equal(2, SegmentTests.Files(place).Count);
        Assert.Equal(UidSet.Empty, (await place.FindAsync(SearchField.Body, "number2")).Open);
        Assert.Empty(place.Reported);
    }

    [Fact]
    public async Task Only_what_is_missing_is_indexed()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 4);
        place.RunIndexing();
        var first = Assert.Single(SegmentTests.Files(place));
        await SegmentTests.FillAsync(place, 2, from: 4);
        await place.RestartAsync();
        place.RunIndexSweep();
        Assert.Equal(2, SegmentTests.Files(place).Count);
        Assert.Contains(first, SegmentTests.Files(place));
        await place.RestartAsync();
        place.RunIndexSweep();
        Assert.Equal(2, SegmentTests.Files(place).Count);
        Assert.Equal((UidSet.Of(5), UidSet.Empty), ((await place.FindAsync(SearchField.Body, "number5")).Found, (await place.FindAsync(SearchField.Body, "number5")).Open));
    }

    [Fact]
    public async Task Little_mail_has_no_file_still()
    {
        await using var place = await SearchPlace.OpenAsync(new());
        await SegmentTests.FillAsync(place, 20);
        await place.RestartAsync();
        place.RunIndexSweep();
        Assert.Empty(SegmentTests.Files(place));
    }
}
