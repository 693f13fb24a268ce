using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Tests.Messages;

public sealed class UidSetTests
{
    [Fact]
    public void Uids_in_any_order_become_ascending_ranges_that_do_not_touch()
    {
        Assert.Equal("1:3,5,9", UidSet.Of(9, 2, 1, 5, 3, 2).ToString());
    }

    [Theory]
    [InlineData("5:9,1:3", "1:3,5:9")]
    [InlineData("1:3,4:9", "1:9")]
    [InlineData("4:9,1:3", "1:9")]
    [InlineData("1:9,2:3", "1:9")]
    [InlineData("2:3,1:9", "1:9")]
    [InlineData("1:5,3:9,20:20", "1:9,20")]
    [InlineData("10:20,1:2,15:30", "1:2,10:30")]
    [InlineData("4294967295:4294967295,1:1", "1,4294967295")]
    [InlineData("4294967290:4294967295,4294967295:4294967295", "4294967290:4294967295")]
    public void Ranges_that_overlap_or_touch_are_joined(string ranges, string expected)
    {
        var set = Of(ranges);
        Assert.Equal(expected, set.ToString());
    }

    [Fact]
    public void A_set_of_everything_counts_more_than_an_int_holds()
    {
        Assert.Equal(uint.MaxValue, UidSet.All.Count);
        Assert.True(UidSet.All.Contains(Uid.Last));
        Assert.False(UidSet.All.Contains(default));
    }

    [Fact]
    public void Sets_agree_with_sets_of_numbers()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var (left, right) = (Roll(random), Roll(random));
            var (one, two) = (UidSet.Of([.. left]), UidSet.Of([.. right]));
            Assert.Equal(left.Union(right).Order(), Numbers(one.Union(two)));
            Assert.Equal(left.Intersect(right).Order(), Numbers(one.Intersect(two)));
            Assert.Equal(left.Except(right).Order(), Numbers(one.Except(two)));
            Assert.Equal(left.Distinct().Count(), one.Count);
            for (var uid = 0U; uid < 42; uid++)
            {
                Assert.Equal(left.Contains(uid), one.Contains(new Uid(uid)));
            }
        }
    }

    [Fact]
    public void What_is_left_of_everything_reaches_to_the_last_uid()
    {
        Assert.Equal("1:4,8:4294967295", UidSet.All.Except(Of("5:7")).ToString());
        Assert.Equal("5:7", Of("5:7").Except(UidSet.Empty).ToString());
        Assert.True(Of("5:7").Except(UidSet.All).IsEmpty);
        Assert.Equal("1:4294967294", UidSet.All.Except(UidSet.Of(uint.MaxValue)).ToString());
    }

    [Fact]
    public void Equal_sets_are_equal_however_they_were_made()
    {
        Assert.Equal(UidSet.Of(3, 1, 2), Of("1:3"));
        Assert.Equal(UidSet.Of(3, 1, 2).GetHashCode(), Of("1:3").GetHashCode());
        Assert.NotEqual(UidSet.Of(1, 2), Of("1:3"));
    }

    [Fact]
    public void Zero_and_ranges_that_run_backwards_are_no_uids()
    {
        var builder = new UidSetBuilder();
        Assert.Throws<ArgumentException>(() => builder.Add(default(Uid)));
        Assert.Throws<ArgumentException>(() => builder.Add(new UidRange(3, 2)));
    }

    [Fact]
    public void Each_gives_every_uid_up_to_the_last()
    {
        Assert.Equal([1U, 2, 7], Numbers(UidSet.Of(7, 1, 2)));
        Assert.Equal([uint.MaxValue - 1, uint.MaxValue], Numbers(Of("4294967294:4294967295")));
    }

    private static uint[] Numbers(UidSet set) => [.. set.Each().Select(uid => uid.Value)];

    private static UidSet Of(string ranges) => UidSet.OfRanges(
        [.. ranges.Split(',').Select(range => range.Split(':')).Select(ends => new UidRange(uint.Parse(ends[0]), uint.Parse(ends[1])))]);

    private static List<uint> Roll(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => (uint)random.Next(1, 40))];
}
