using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;

namespace MailStore.Imap.Tests.Session;

public sealed class OrderCacheTests
{
    private static readonly OrderKey s_key = new(new MailboxId(7), 1);

    [Fact]
    public void An_order_is_found_for_just_the_messages_that_it_is_of()
    {
        var cache = new OrderCache();
        int[] order = [2, 0, 1];
        cache.Keep(s_key, UidSet.Of(4, 5, 9), order);
        Assert.Same(order, cache.Find(s_key, UidSet.Of(4, 5, 9)));
        Assert.Null(cache.Find(s_key, UidSet.Of(4, 5)));
        Assert.Null(cache.Find(s_key, UidSet.Of(4, 5, 9, 10)));
        Assert.Null(cache.Find(s_key with { Way = 2 }, UidSet.Of(4, 5, 9)));
        Assert.Null(cache.Find(s_key with { Mailbox = new MailboxId(8) }, UidSet.Of(4, 5, 9)));
    }

    [Fact]
    public void The_newest_set_takes_the_place_of_the_one_before()
    {
        var cache = new OrderCache();
        cache.Keep(s_key, UidSet.Of(4), [0]);
        cache.Keep(s_key, UidSet.Of(4, 5), [1, 0]);
        Assert.Null(cache.Find(s_key, UidSet.Of(4)));
        Assert.Equal([1, 0], cache.Find(s_key, UidSet.Of(4, 5))!);
    }

    [Fact]
    public void What_was_not_used_for_the_longest_time_goes_and_the_weight_is_never_above_the_bound()
    {
        var cache = new WeightedCache<int, string>(100);
        cache.Keep(1, "one", 40);
        cache.Keep(2, "two", 40);
        Assert.Equal("one", cache.Find(1));
        cache.Keep(3, "three", 30);
        Assert.Null(cache.Find(2));
        Assert.Equal("one", cache.Find(1));
        Assert.Equal("three", cache.Find(3));
        Assert.Equal(70, cache.Weight);
        cache.Keep(3, "heavy", 101);
        Assert.Null(cache.Find(3));
        Assert.Equal(40, cache.Weight);
        cache.Keep(1, "lighter", 10);
        Assert.Equal(10, cache.Weight);
    }
}
