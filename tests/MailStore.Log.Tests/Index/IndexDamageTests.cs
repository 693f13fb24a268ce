using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Index;

/// <summary>What FASTER by itself was seen to answer with wrong or missing records (design/storage.md, K3 to K6). Here: right or refused.</summary>
public sealed class IndexDamageTests
{
    [Fact]
    public void K3_flipped_bits_in_the_log_are_refused_at_opening()
    {
        using var bench = Filled(out var checkpoint);
        var dice = new Random(3);
        var names = Segments(bench);
        Assert.True(names.Count > 10);
        foreach (var name in names)
        {
            for (var i = 0; i < 3; i++)
            {
                var (offset, bit) = (dice.Next(4096), dice.Next(8));
                bench.Disk.Flip(name, offset, bit);
                RightOrRefused(bench, checkpoint);
                bench.Disk.Flip(name, offset, bit);
            }
        }

        Assert.True(RightOrRefused(bench, checkpoint));
    }

    [Fact]
    public void K3_bits_that_flip_while_the_index_is_open_end_it_at_the_first_read()
    {
        using var bench = Filled(out _);
        foreach (var name in Segments(bench))
        {
            for (var offset = 0; offset < bench.Disk.Snapshot()[name].Length; offset += 4096)
            {
                bench.Disk.Flip(name, offset + 77, 3);
            }
        }

        var refused = 0;
        for (var i = 0UL; i < 300; i++)
        {
            try
            {
                Assert.Equal(IndexBench.Value(i, 1, 400), bench.Read(i));
                Assert.Equal(0, refused);
            }
            catch (StorageFaultException fault)
            {
                Assert.Contains("checksum", fault.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > 0);
        Assert.True(bench.Index.IsPoisoned);
        Assert.Throws<StorageFaultException>(() => bench.Put(1, 1, 1));
        Assert.Throws<StorageFaultException>(() => bench.Index.Delete(IndexBench.Key(1)));
        Assert.Throws<StorageFaultException>(() => { _ = bench.Index.BeginCheckpoint(); });
        Assert.Throws<StorageFaultException>(() => bench.Index.Keys());
    }

    [Fact]
    public void K4_a_log_cut_short_is_refused()
    {
        using var bench = Filled(out var checkpoint);
        var refused = 0;
        foreach (var name in Segments(bench))
        {
            var whole = bench.Disk.Snapshot()[name];
            for (var length = 0; length < whole.Length; length += 1500)
            {
                bench.Disk.Truncate(name, length);
                RightOrRefused(bench, checkpoint);
                bench.Disk.Overwrite(name, 0, whole);
            }

            bench.Disk.Remove(name);
            refused += RightOrRefused(bench, checkpoint) ? 0 : 1;
            bench.Disk.Overwrite(name, 0, whole);
        }

        Assert.True(refused > 1);
        Assert.True(RightOrRefused(bench, checkpoint));
    }

    // K4 was about FASTER's hash table too. None is kept: whatever the checkpoint is made of is in these files.
    [Fact]
    public void K4_each_flipped_bit_of_a_checkpoints_files_is_right_or_refused()
    {
        using var bench = new IndexBench();
        for (var i = 0UL; i < 12; i++)
        {
            bench.Put(i, version: 1, length: 300);
        }

        bench.Index.Delete(IndexBench.Key(11));
        var checkpoint = bench.Checkpoint();
        bench.Index.Dispose();
        var refused = 0;
        foreach (var (name, octets) in bench.Disk.Snapshot())
        {
            for (var offset = 0; offset < octets.Length; offset++)
            {
                bench.Disk.Flip(name, offset, offset % 8);
                if (IsRefused(bench, checkpoint, out var index))
                {
                    refused++;
                }
                else
                {
                    CheckSmall(index!);
                }

                bench.Disk.Flip(name, offset, offset % 8);
            }
        }

        Assert.True(refused > 4096);
    }

    [Fact]
    public void K4_each_flipped_bit_of_a_checkpoints_name_is_refused()
    {
        using var bench = Filled(out var checkpoint);
        for (var i = 0; i < checkpoint.Length * 8; i++)
        {
            var flipped = (byte[])checkpoint.Clone();
            flipped[i / 8] ^= (byte)(1 << (i % 8));
            Assert.Throws<StorageFaultException>(() => FasterIndex.Open(bench.Storage, flipped, bench.Options));
        }
    }

    [Fact]
    public void K5_the_checkpoint_that_is_named_is_opened_whatever_else_is_there_and_in_whatever_order()
    {
        using var bench = new IndexBench();
        var checkpoints = new List<byte[]>();
        for (var version = 1; version <= 5; version++)
        {
            bench.Put(1, version, length: 200);
            checkpoints.Add(bench.Checkpoint());
        }

        // A restore writes the files in any order and with any time: here the oldest checkpoint becomes the newest file.
        bench.Index.Dispose();
        foreach (var (name, octets) in bench.Disk.Snapshot().Reverse())
        {
            bench.Disk.Remove(name);
            bench.Disk.Overwrite(name, 0, octets);
        }

        for (var version = 1; version <= 5; version++)
        {
            bench.Reopen(checkpoints[version - 1]);
            Assert.Equal(IndexBench.Value(1, version, 200), bench.Read(1));
        }
    }

    [Fact]
    public void K6_a_read_error_ends_the_index_and_nothing_wrong_comes_out()
    {
        using var bench = Filled(out var checkpoint);
        bench.Disk.Plan(new(SimOperation.Read, SimFault.Error, "m-", After: 20));
        var refused = 0;
        for (var i = 0UL; i < 300; i++)
        {
            try
            {
                Assert.Equal(IndexBench.Value(i, 1, 400), bench.Read(i));
                Assert.Equal(0, refused);
            }
            catch (StorageFaultException)
            {
                refused++;
            }
        }

        Assert.True(refused > 0);
        bench.Reopen(checkpoint);
        Check(bench.Index);
    }

    [Fact]
    public void K6_a_read_error_while_opening_is_a_refusal()
    {
        using var bench = Filled(out var checkpoint);
        var refused = 0;
        for (var after = 0; after < 40; after++)
        {
            bench.Disk.Plan(new(SimOperation.Read, SimFault.Error, "m-", After: after));
            if (!RightOrRefused(bench, checkpoint))
            {
                refused++;
            }
        }

        Assert.True(refused > 10);
    }

    [Fact]
    public void A_write_error_ends_the_index_and_the_last_checkpoint_still_opens()
    {
        using var bench = Filled(out var checkpoint);
        bench.Disk.Plan(new(SimOperation.Write, SimFault.Error, "m-", After: 3));
        Assert.Throws<StorageFaultException>(() =>
        {
            for (var i = 0UL; i < 300; i++)
            {
                bench.Put(i, version: 2, length: 400);
            }

            bench.Checkpoint();
        });
        Assert.True(bench.Index.IsPoisoned);
        bench.Reopen(checkpoint);
        Check(bench.Index);
    }

    // The block that a checkpoint ends in is written again by what follows; a power cut tears it, and what was not flushed is lost.
    [Fact]
    public void A_power_cut_at_any_operation_leaves_the_last_checkpoint_whole()
    {
        for (var seed = 1UL; seed <= 60; seed++)
        {
            using var bench = Filled(out var checkpoint, seed);
            bench.Disk.Plan(new(SimOperation.Write, SimFault.PowerCut, "m-", After: (int)(seed % 12)));
            try
            {
                for (var i = 0UL; i < 300; i++)
                {
                    bench.Put(i, version: 2, length: 400);
                }

                bench.Checkpoint();
                bench.Disk.CutPower();
            }
            catch (StorageFaultException)
            {
                Assert.True(bench.Disk.IsOff);
            }

            bench.Reopen(checkpoint);
            Check(bench.Index);
        }
    }

    private static IndexBench Filled(out byte[] checkpoint, ulong seed = 1)
    {
        var bench = new IndexBench(seed: seed);
        for (var i = 0UL; i < 300; i++)
        {
            bench.Put(i, version: 1, length: 400);
        }

        checkpoint = bench.Checkpoint();
        return bench;
    }

    private static List<string> Segments(IndexBench bench) => [.. bench.Storage.List().Where(name => IndexNames.IsSegment(name, out _, out _)).Order(StringComparer.Ordinal)];

    private static bool RightOrRefused(IndexBench bench, byte[] checkpoint)
    {
        if (IsRefused(bench, checkpoint, out var index))
        {
            return false;
        }

        try
        {
            Check(index!);
            return true;
        }
        catch (StorageFaultException)
        {
            return false;
        }
        finally
        {
            index!.Dispose();
        }
    }

    private static bool IsRefused(IndexBench bench, byte[] checkpoint, out FasterIndex? index)
    {
        try
        {
            index = FasterIndex.Open(bench.Storage, checkpoint, bench.Options);
            return false;
        }
        catch (StorageFaultException)
        {
            index = null;
            return true;
        }
    }

    private static void Check(FasterIndex index)
    {
        var buffer = new IndexBuffer();
        for (var i = 0UL; i < 300; i++)
        {
            Assert.True(index.TryRead(IndexBench.Key(i), buffer));
            Assert.Equal(IndexBench.Value(i, 1, 400), buffer.Span.ToArray());
        }
    }

    private static void CheckSmall(FasterIndex index)
    {
        var buffer = new IndexBuffer();
        for (var i = 0UL; i < 11; i++)
        {
            Assert.True(index.TryRead(IndexBench.Key(i), buffer));
            Assert.Equal(IndexBench.Value(i, 1, 300), buffer.Span.ToArray());
        }

        Assert.False(index.TryRead(IndexBench.Key(11), buffer));
        index.Dispose();
    }
}
