using MailStore.Log.Devices;
using MailStore.Log.Index;
using Xunit;

namespace MailStore.Log.Tests.Index;

public sealed class CheckpointTests
{
    [Fact]
    public void An_empty_index_comes_back_empty()
    {
        using var bench = new IndexBench();
        bench.Reopen(bench.Checkpoint());
        Assert.Null(bench.Read(1));
        bench.Put(1, 1, 10);
        bench.Reopen(bench.Checkpoint());
        Assert.Equal(IndexBench.Value(1, 1, 10), bench.Read(1));
    }

    [Fact]
    public void What_was_put_before_a_checkpoint_comes_back_and_what_was_put_later_does_not()
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, length: 300);
        bench.Put(2, version: 1, length: 300);
        bench.Put(3, version: 1, length: 300);
        var checkpoint = bench.Checkpoint();
        bench.Put(1, version: 2, length: 300);
        bench.Put(4, version: 1, length: 300);
        bench.Index.Delete(IndexBench.Key(2));
        bench.Reopen(checkpoint);
        Assert.Equal(IndexBench.Value(1, 1, 300), bench.Read(1));
        Assert.Equal(IndexBench.Value(2, 1, 300), bench.Read(2));
        Assert.Equal(IndexBench.Value(3, 1, 300), bench.Read(3));
        Assert.Null(bench.Read(4));
    }

    [Fact]
    public void The_block_that_a_checkpoint_ends_in_may_be_written_again()
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, length: 100);
        var first = bench.Checkpoint();
        bench.Put(2, version: 1, length: 100);
        var second = bench.Checkpoint();
        bench.Put(3, version: 1, length: 100);
        bench.Checkpoint();
        bench.Reopen(first);
        Assert.Equal(IndexBench.Value(1, 1, 100), bench.Read(1));
        Assert.Null(bench.Read(2));
        bench.Reopen(second);
        Assert.Equal(IndexBench.Value(2, 1, 100), bench.Read(2));
        Assert.Null(bench.Read(3));
    }

    // K1: a checkpoint holds exactly what was put before its fence, so that replaying what came later gives exact values.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void K1_replaying_additions_after_the_fence_gives_exact_sums(bool isStepped)
    {
        using var bench = new IndexBench(IndexBench.Small with { IsStepped = isStepped });
        var dice = new Random(5);
        var additions = new List<ulong>();
        for (var round = 0; round < 8; round++)
        {
            Task<byte[]>? running = null;
            var fence = 0;
            for (var i = 0; i < 4000; i++)
            {
                if (i == 2000)
                {
                    running = bench.Index.BeginCheckpoint();
                    fence = additions.Count;
                }

                additions.Add((ulong)dice.Next(500));
                Add(bench.Index, additions[^1]);
            }

            bench.Reopen(IndexBench.Wait(running!));
            foreach (var item in additions.Skip(fence))
            {
                Add(bench.Index, item);
            }

            foreach (var sum in additions.GroupBy(item => item))
            {
                Assert.Equal(sum.Count(), BitConverter.ToInt64(bench.Read(sum.Key)));
            }
        }
    }

    [Fact]
    public void Checkpoints_that_are_not_kept_go_and_the_kept_can_be_opened()
    {
        using var bench = new IndexBench();
        var kept = new List<byte[]>();
        for (var round = 0; round < 60; round++)
        {
            for (var i = 0UL; i < 60; i++)
            {
                bench.Put(i, round, length: 700);
            }

            kept.Add(bench.Checkpoint());
            bench.Index.KeepOnly([.. kept.TakeLast(2)]);
            Assert.InRange(bench.Index.LogBytes, 0, 8 * 60 * 732);
            Assert.InRange(bench.Storage.List().Count, 1, 64);
        }

        Assert.Equal(2, bench.Storage.List().Count(name => IndexNames.IsCheckpoint(name, out _)));
        for (var back = 2; back >= 1; back--)
        {
            bench.Reopen(kept[^back]);
            for (var i = 0UL; i < 60; i++)
            {
                Assert.Equal(IndexBench.Value(i, 60 - back, 700), bench.Read(i));
            }
        }
    }

    [Fact]
    public void A_new_index_beside_an_old_ones_files_leaves_them_until_told()
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, length: 100);
        var old = bench.Checkpoint();
        bench.Index.Dispose();
        using var other = FasterIndex.Create(bench.Storage, bench.Options);
        other.Put(IndexBench.Key(1), IndexBench.Value(1, 2, 100));
        var checkpoint = IndexBench.Wait(other.BeginCheckpoint());
        FasterIndex.Open(bench.Storage, old, bench.Options).Dispose();
        other.KeepOnly([checkpoint]);
        Assert.Throws<StorageFaultException>(() => FasterIndex.Open(bench.Storage, old, bench.Options));
        bench.Reopen(checkpoint);
        Assert.Equal(IndexBench.Value(1, 2, 100), bench.Read(1));
    }

    private static void Add(FasterIndex index, ulong item)
    {
        var buffer = new IndexBuffer();
        var sum = index.TryRead(IndexBench.Key(item), buffer) ? BitConverter.ToInt64(buffer.Span) : 0;
        index.Put(IndexBench.Key(item), BitConverter.GetBytes(sum + 1));
    }
}
