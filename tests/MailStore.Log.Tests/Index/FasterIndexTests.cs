using MailStore.Log.Index;
using Xunit;

namespace MailStore.Log.Tests.Index;

public sealed class FasterIndexTests
{
    [Fact]
    public void What_was_put_is_read()
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, length: 100);
        bench.Put(2, version: 1, length: 0);
        Assert.Equal(IndexBench.Value(1, 1, 100), bench.Read(1));
        Assert.Equal(0, bench.Read(2)?.Length);
        Assert.Null(bench.Read(3));
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(100, 40)]
    [InlineData(40, 100)]
    [InlineData(0, 3900)]
    [InlineData(3900, 0)]
    public void A_record_is_replaced_by_one_of_another_size(int before, int after)
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, before);
        bench.Put(2, version: 1, 64);
        bench.Put(1, version: 2, after);
        Assert.Equal(IndexBench.Value(1, 2, after), bench.Read(1));
        Assert.Equal(IndexBench.Value(2, 1, 64), bench.Read(2));
    }

    [Fact]
    public void What_was_deleted_is_gone_and_can_be_put_again()
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, length: 100);
        bench.Index.Delete(IndexBench.Key(1));
        bench.Index.Delete(IndexBench.Key(2));
        Assert.Null(bench.Read(1));
        bench.Put(1, version: 2, length: 50);
        Assert.Equal(IndexBench.Value(1, 2, 50), bench.Read(1));
    }

    [Fact]
    public void More_records_than_memory_holds_are_read_from_the_device()
    {
        using var bench = new IndexBench();
        const int records = 1000;
        for (var i = 0UL; i < records; i++)
        {
            bench.Put(i, version: 1, length: 500 + (int)(i % 100));
        }

        Assert.True(bench.Index.LogBytes > 4 * bench.Options.MemoryBytes);
        for (var i = 0UL; i < records; i++)
        {
            Assert.Equal(IndexBench.Value(i, 1, 500 + (int)(i % 100)), bench.Read(i));
        }
    }

    [Fact]
    public void Changes_that_fit_are_made_in_place()
    {
        using var bench = new IndexBench(IndexBench.Small with { MemoryBytes = 1024 * 1024 });
        bench.Put(1, version: 1, length: 3000);
        var before = bench.Index.LogBytes;
        for (var version = 2; version < 1000; version++)
        {
            bench.Put(1, version, length: 3000 - (version % 700));
        }

        Assert.Equal(before, bench.Index.LogBytes);
        Assert.Equal(IndexBench.Value(1, 999, 3000 - (999 % 700)), bench.Read(1));
    }

    [Fact]
    public void A_record_that_grows_by_little_is_copied_seldom()
    {
        using var bench = new IndexBench(IndexBench.Small with { MemoryBytes = 1024 * 1024 });
        for (var messages = 1; messages <= 64; messages++)
        {
            bench.Put(1, messages, 48 * messages);
        }

        Assert.Equal(IndexBench.Value(1, 64, 48 * 64), bench.Read(1));
        Assert.InRange(bench.Index.LogBytes, 48 * 64, 7 * 48 * 64);
    }

    [Fact]
    public void A_record_larger_than_a_page_holds_is_refused()
    {
        using var bench = new IndexBench();
        Assert.Throws<ArgumentException>(() => bench.Put(1, 1, bench.Index.ValueBytesMax + 1));
        bench.Put(1, 1, bench.Index.ValueBytesMax);
        Assert.Equal(IndexBench.Value(1, 1, bench.Index.ValueBytesMax), bench.Read(1));
    }

    [Fact]
    public void Keys_come_in_order_and_without_the_dead()
    {
        using var bench = new IndexBench();
        for (var i = 300UL; i > 0; i--)
        {
            bench.Put(i, version: 1, length: 300);
            bench.Put(i, version: 2, length: 400);
        }

        for (var i = 1UL; i <= 300; i += 3)
        {
            bench.Index.Delete(IndexBench.Key(i));
        }

        var expected = Enumerable.Range(1, 300).Where(i => i % 3 != 1).Select(i => IndexBench.Key((ulong)i));
        Assert.Equal(expected, bench.Index.Keys());
    }

    [Fact]
    public void Records_that_stay_in_memory_cost_no_allocation()
    {
        using var index = FasterIndex.Create(new MailStore.Testing.Storage.SimDisk(new()).Mount(), IndexBench.Small with { MemoryBytes = 16 * 1024 * 1024 });
        var value = IndexBench.Value(1, 1, 3000);
        var buffer = new IndexBuffer();
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0UL; i < 1000; i++)
            {
                index.Put(IndexBench.Key(i % 100), value);
                Assert.True(index.TryRead(IndexBench.Key(i % 100), buffer));
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
