using MailStore.Log.Commit;
using MailStore.Log.Tests.Ledger;
using Xunit;

namespace MailStore.Log.Tests.Commit;

public sealed class RequestQueueTests
{
    [Fact]
    public void Requests_come_out_in_the_order_that_they_went_in()
    {
        var queue = new RequestQueue(10, 10_000);
        var requests = Enumerable.Range(0, 5).Select(_ => New()).ToList();
        Assert.All(requests, request => Assert.True(queue.TryPush(request)));
        var taken = new List<VolumeRequest>();
        for (var next = queue.TakeAll(); next is not null; next = next.Next)
        {
            taken.Add(next);
        }

        Assert.Equal(requests, taken);
        Assert.True(queue.IsEmpty);
        Assert.Null(queue.TakeAll());
    }

    [Fact]
    public void Count_and_octets_are_bounded_until_they_are_done_with()
    {
        var queue = new RequestQueue(3, 1000);
        Assert.True(queue.TryPush(New(600)));
        Assert.False(queue.TryPush(New(600)));
        Assert.True(queue.TryPush(New(300)));
        Assert.True(queue.TryPush(New(0)));
        Assert.False(queue.TryPush(New(0)));
        queue.TakeAll();
        Assert.False(queue.TryPush(New(0)));
        queue.Done(3, 900, hasWritten: true);
        Assert.Equal((0, 0L), (queue.Requests, queue.Bytes));
        Assert.True(queue.TryPush(New(999)));
    }

    [Fact]
    public void One_alone_is_taken_however_large()
    {
        var queue = new RequestQueue(3, 1000);
        Assert.True(queue.TryPush(New(5000)));
        Assert.False(queue.TryPush(New(1)));
    }

    [Fact]
    public void A_closed_queue_stays_closed()
    {
        var queue = new RequestQueue(3, 1000);
        var waiting = New();
        queue.TryPush(waiting);
        Assert.Same(waiting, queue.Close());
        Assert.Null(queue.TakeAll());
        Assert.Null(queue.Close());
        Assert.False(queue.TryPush(New()));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public async Task Many_threads_lose_none()
    {
        var queue = new RequestQueue(int.MaxValue, long.MaxValue);
        var taken = 0;
        var pushers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                Assert.True(queue.TryPush(New()));
            }
        })).ToArray();
        while (taken < 40_000)
        {
            for (var next = queue.TakeAll(); next is not null; next = next.Next)
            {
                taken++;
            }
        }

        await Task.WhenAll(pushers);
        Assert.Equal(40_000, taken);
        Assert.True(queue.IsEmpty);
    }

    private static LedgerRequest New(int bytes = 10) => new(static _ => { }, bytes);
}
