using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>The power goes, or the disk fails, at each step of making and merging segments.</summary>
public sealed class InterruptedIndexingTests
{
    [Theory]
    [InlineData(SimFault.PowerCut)]
    [InlineData(SimFault.Error)]
    [InlineData(SimFault.Full)]
    public async Task Wherever_indexing_is_interrupted_no_answer_is_wrong_and_it_is_done_again(SimFault fault)
    {
        var struck = 0;
        for (var after = 0; after < (fault == SimFault.PowerCut ? 30 : 12); after++)
        {
            await using var place = await SearchPlace.OpenAsync();
            for (var round = 0; round < 3; round++)
            {
                await SegmentTests.FillAsync(place, 2, from: round * 2);
                place.RunIndexing();
            }

            // The fourth segment, and the merge of all four.
            await SegmentTests.FillAsync(place, 2, from: 6);
            place.Index.Plan(new(SimOperation.Any, fault, "t-", after));
            place.RunIndexing();
            struck += place.Index.Faults(fault) > 0 ? 1 : 0;
            await AssertRightAsync(place);
            await place.RestartAsync(isKilled: true);
            await AssertRightAsync(place);
            place.RunIndexing();
            Assert.Equal((UidSet.Of(7), UidSet.Empty), await FindAsync(place, "number7"));
            Assert.Equal((UidSet.OfRanges(new UidRange(1, 8)), UidSet.Empty), await FindAsync(place, "number"));
        }

        Assert.True(struck >= 6, $"Only {struck} faults struck.");
    }

    [Fact]
    public async Task Expunges_and_merges_beside_searches_make_no_answer_wrong()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 40);
        place.RunIndexing();
        var mailbox = (await place.Anna.OpenAsync(MailboxName.Inbox))!;
        using var done = new CancellationTokenSource();
        var expunging = Task.Run(async () =>
        {
            for (var uid = 1U; uid <= 36; uid += 3)
            {
                await mailbox.ChangeFlags(UidSet.Of(uid, uid + 1), FlagMode.Add, new(SystemFlags.Deleted, []));
                await mailbox.Expunge();
                await SegmentTests.FillAsync(place, 1, from: 100 + (int)uid);
                place.RunIndexing();
            }

            await done.CancelAsync();
        });
        var searches = 0;
        do
        {
            using var view = await place.ViewAsync();
            foreach (var text in (string[])["number7", "number", "number2 is"])
            {
                var node = new SearchNode(SearchNodeKind.Text) { Field = SearchField.Body, Text = text };
                await SearchOracleTests.AssertRightAsync(view, node, await view.SearchAsync(node));
                searches++;
            }
        }
        while (!done.IsCancellationRequested);
        await expunging;
        Assert.True(searches > 0);
        Assert.Empty(place.Reported);
    }

    private static async Task<(UidSet Found, UidSet Open)> FindAsync(SearchPlace place, string text)
    {
        var answer = await place.FindAsync(SearchField.Body, text);
        return (answer.Found, answer.Open);
    }

    private static async Task AssertRightAsync(SearchPlace place)
    {
        using var view = await place.ViewAsync();
        foreach (var field in (SearchField[])[SearchField.Body, SearchField.Text, SearchField.Subject])
        {
            var node = new SearchNode(SearchNodeKind.Text) { Field = field, Text = "number2" };
            await SearchOracleTests.AssertRightAsync(view, node, await view.SearchAsync(node));
        }
    }
}
