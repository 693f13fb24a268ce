using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>A search that stands still in the middle of its plan, between one step and the next.</summary>
public sealed class StoppedSearchTests
{
    private static readonly SearchNode s_query = new(SearchNodeKind.AllOf)
    {
        Nodes = [Text("number"), new(SearchNodeKind.Not) { Nodes = [Text("number7")] }, new(SearchNodeKind.Flags) { Flags = SystemFlags.Flagged }],
    };

    [Fact]
    public async Task Others_write_expunge_index_and_search_while_a_search_stands_still()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 40);
        place.RunIndexing();
        var mailbox = (await place.Anna.OpenAsync(MailboxName.Inbox))!;
        await mailbox.ChangeFlags(UidSet.OfRanges(new UidRange(1, 20)), FlagMode.Add, new(SystemFlags.Flagged, []));
        using var view = await place.ViewAsync();
        using var clock = new StoppingClock();
        var search = Task.Run(async () => await view.SearchAsync(s_query, new(clock)));
        await clock.IsStopped;
        await mailbox.ChangeFlags(UidSet.OfRanges(new UidRange(1, 40)), FlagMode.Add, new(SystemFlags.Deleted, []));
        await mailbox.Expunge();
        await SegmentTests.FillAsync(place, 5, from: 100);
        place.RunIndexing();
        using (var other = await place.ViewAsync())
        {
            Assert.Equal(5, other.Count);
            await SearchOracleTests.AssertRightAsync(other, Text("number"), await other.SearchAsync(Text("number")));
        }

        clock.GoOn();
        var answer = await search;

        // It numbers them still, and they had the flag when they went. Their segment is gone, or was held until now.
        var all = UidSet.OfRanges(new UidRange(1, 20));
        Assert.Equal(UidSet.Empty, answer.Found.Union(answer.Open).Except(all));
        foreach (var uid in all.Each())
        {
            var holds = await Naive.HoldsAsync(view, uid, Text("number")) && !await Naive.HoldsAsync(view, uid, Text("number7"));
            Assert.True(holds ? answer.Found.Contains(uid) || answer.Open.Contains(uid) : !answer.Found.Contains(uid), $"message {uid}");
        }
    }

    [Fact]
    public async Task A_search_that_is_cancelled_in_the_middle_ends_and_the_next_one_is_right()
    {
        await using var place = await SearchPlace.OpenAsync();
        await SegmentTests.FillAsync(place, 40);
        place.RunIndexing();
        await (await place.Anna.OpenAsync(MailboxName.Inbox))!.ChangeFlags(UidSet.OfRanges(new UidRange(1, 40)), FlagMode.Add, new(SystemFlags.Flagged, []));
        using var view = await place.ViewAsync();
        for (var step = 1; step <= 3; step++)
        {
            using var clock = new StoppingClock(step);
            using var end = new CancellationTokenSource();
            var search = Task.Run(async () => await view.SearchAsync(s_query, new(clock), end.Token));
            await clock.IsStopped;
            await end.CancelAsync();
            clock.GoOn();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
            await SearchOracleTests.AssertRightAsync(view, Text("number7"), await view.SearchAsync(Text("number7")));
        }
    }

    private static SearchNode Text(string text) => new(SearchNodeKind.Text) { Field = SearchField.Body, Text = text };

    /// <summary>Whoever looks at it for the first time, or the n-th, stands still until somebody says that it goes on.</summary>
    private sealed class StoppingClock(int stopAt = 2) : TimeProvider, IDisposable
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _goOn = new(0);
        private int _looks;

        public Task IsStopped => _stopped.Task;

        public void GoOn() => _goOn.Release();

        public void Dispose() => _goOn.Dispose();

        public override long GetTimestamp()
        {
            if (Interlocked.Increment(ref _looks) == stopAt)
            {
                _stopped.SetResult();
                _goOn.Wait();
            }

            return base.GetTimestamp();
        }
    }
}
