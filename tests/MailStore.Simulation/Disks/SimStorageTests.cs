using MailStore.Log.Devices;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.Disks;

public sealed class SimStorageTests
{
    private const int Block = 4096;

    [Fact]
    public void A_durable_write_survives_a_power_cut()
    {
        var disk = new SimDisk(new());
        using (var file = disk.Mount().Create("a", WriteMode.Durable))
        {
            WriteBlocks(file, 0, 2, 7);
        }

        disk.CutPower();
        Assert.Equal(Filled(2 * Block, 7), disk.Snapshot()["a"]);
    }

    [Fact]
    public void A_buffered_write_survives_a_kill_and_after_a_power_cut_any_subset_of_it()
    {
        var outcomes = new HashSet<int>();
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var disk = new SimDisk(new() { Seed = seed });
            var file = disk.Mount().Create("a", WriteMode.Buffered);
            file.Write(0, Filled(2048, 1));
            file.Flush();
            file.Write(0, Filled(2048, 2));
            disk.Kill();
            Assert.Equal(Filled(2048, 2), disk.Snapshot()["a"]);

            disk.CutPower();
            var found = disk.Snapshot()["a"];
            Assert.All(found.Chunk(512), sector => Assert.True(sector.All(octet => octet == sector[0]) && sector[0] is 1 or 2));
            outcomes.Add(found.Chunk(512).Select((sector, i) => (sector[0] - 1) << i).Sum());
        }

        Assert.Equal(16, outcomes.Count);
    }

    [Fact]
    public void A_flushed_write_survives_a_power_cut()
    {
        var disk = new SimDisk(new());
        var file = disk.Mount().Create("a", WriteMode.Buffered);
        file.Write(100, Filled(20_000, 3));
        file.Flush();
        disk.CutPower();
        Assert.Equal([.. new byte[100], .. Filled(20_000, 3)], disk.Snapshot()["a"]);
    }

    [Fact]
    public void A_power_cut_tears_a_durable_write_at_sectors_in_every_way()
    {
        var outcomes = new HashSet<int>();
        for (var seed = 1UL; seed <= 400; seed++)
        {
            var disk = new SimDisk(new() { Seed = seed, BlockBytes = 2048 });
            var file = disk.Mount().Create("a", WriteMode.Durable);
            WriteBlocks(file, 0, 1, 1);
            disk.Plan(new(SimOperation.Write, SimFault.PowerCut));
            Assert.Throws<StorageFaultException>(() => WriteBlocks(file, 0, 1, 2));
            Assert.True(disk.IsOff);
            outcomes.Add(disk.Snapshot()["a"].Chunk(512).Select((sector, i) => (sector[0] - 1) << i).Sum());
        }

        Assert.Equal(16, outcomes.Count);
    }

    [Fact]
    public void A_power_cut_while_a_name_is_made_or_removed_leaves_it_or_not()
    {
        var outcomes = new HashSet<(bool, bool)>();
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var disk = new SimDisk(new() { Seed = seed });
            disk.Plan(new(SimOperation.Create, SimFault.PowerCut));
            Assert.Throws<StorageFaultException>(() => disk.Mount().Create("a", WriteMode.Durable));
            var made = disk.Mount().Exists("a");

            disk.Mount().Create("b", WriteMode.Durable).Dispose();
            disk.Plan(new(SimOperation.Delete, SimFault.PowerCut));
            Assert.Throws<StorageFaultException>(() => disk.Mount().Delete("b"));
            outcomes.Add((made, disk.Mount().Exists("b")));
        }

        Assert.Equal(4, outcomes.Count);
    }

    [Fact]
    public void A_process_that_is_gone_can_do_nothing_more()
    {
        var disk = new SimDisk(new());
        var storage = disk.Mount();
        var file = storage.Create("a", WriteMode.Buffered);
        disk.Mount();
        Assert.Throws<StorageFaultException>(() => file.Write(0, [1]));
        Assert.Throws<StorageFaultException>(() => storage.Create("b", WriteMode.Buffered));
        Assert.Empty(disk.Snapshot()["a"]);
    }

    [Fact]
    public void A_full_disk_takes_no_more_and_takes_it_when_there_is_room_again()
    {
        var disk = new SimDisk(new() { CapacityBytes = 3 * Block });
        var storage = disk.Mount();
        using var file = storage.Create("a", WriteMode.Durable);
        WriteBlocks(file, 0, 2, 1);
        Assert.Equal(Block, storage.FreeBytes);
        Assert.Throws<StorageFaultException>(() => WriteBlocks(file, 2, 2, 2));
        Assert.Throws<StorageFaultException>(() => file.SetLength(4 * Block));
        Assert.InRange(file.Length, 2 * Block, 3 * Block);
        WriteBlocks(file, 0, 2, 3);

        disk.CapacityBytes = 4 * Block;
        WriteBlocks(file, 2, 2, 4);
        Assert.Equal([.. Filled(2 * Block, 3), .. Filled(2 * Block, 4)], disk.Snapshot()["a"]);
    }

    [Fact]
    public void A_read_only_disk_changes_nothing()
    {
        var disk = new SimDisk(new());
        var storage = disk.Mount();
        var file = storage.Create("a", WriteMode.Buffered);
        disk.IsReadOnly = true;
        Assert.Throws<StorageFaultException>(() => file.Write(0, [1]));
        Assert.Throws<StorageFaultException>(() => storage.Create("b", WriteMode.Buffered));
        Assert.Throws<StorageFaultException>(() => storage.Delete("a"));
        Assert.Throws<StorageFaultException>(() => storage.Open("a", WriteMode.Durable));
        using var reader = storage.Open("a", WriteMode.ReadOnly);
        Assert.Equal(0, reader.Read(0, new byte[1]));
    }

    [Fact]
    public void Names_are_neither_taken_twice_nor_made_by_opening()
    {
        var storage = new SimDisk(new()).Mount();
        storage.Create("a", WriteMode.Buffered).Dispose();
        Assert.Throws<StorageFaultException>(() => storage.Create("a", WriteMode.Buffered));
        Assert.Throws<StorageFaultException>(() => storage.Open("b", WriteMode.Durable));
        Assert.Throws<StorageFaultException>(() => storage.Delete("b"));
        Assert.Equal(["a"], storage.List());
    }

    [Fact]
    public void A_removed_file_stays_readable_while_it_is_open()
    {
        var storage = new SimDisk(new()).Mount();
        var file = storage.Create("a", WriteMode.Buffered);
        file.Write(0, [1, 2, 3]);
        storage.Delete("a");
        Assert.False(storage.Exists("a"));
        Assert.Equal(3, file.Read(0, new byte[5]));
    }

    [Fact]
    public void A_link_is_the_same_file_on_one_disk_and_a_copy_on_another()
    {
        var disk = new SimDisk(new());
        var storage = disk.Mount();
        var other = new SimDisk(new()).Mount();
        using var file = storage.Create("a", WriteMode.Buffered);
        file.Write(0, Filled(100_000, 1));
        file.Flush();
        storage.Link("a", storage, "b");
        storage.Link("a", other, "c");
        file.Write(0, [2]);
        Assert.Equal(2, disk.Snapshot()["b"][0]);
        using var copy = other.Open("c", WriteMode.ReadOnly);
        var octets = new byte[100_001];
        Assert.Equal(100_000, copy.Read(0, octets));
        Assert.Equal(1, octets[0]);
    }

    [Fact]
    public void A_durable_write_that_is_not_aligned_is_refused_loudly()
    {
        using var octets = new AlignedOctets(2 * Block, Block);
        using var file = new SimDisk(new()).Mount().Create("a", WriteMode.Durable);
        Assert.Throws<InvalidOperationException>(() => file.Write(512, octets.Span[..Block]));
        Assert.Throws<InvalidOperationException>(() => file.Write(0, octets.Span[..512]));
        Assert.Throws<InvalidOperationException>(() => file.Write(0, octets.Span[512..(512 + Block)]));
        file.Write(0, octets.Span);
    }

    [Theory]
    [InlineData(SimFault.LostWrite)]
    [InlineData(SimFault.TornWrite)]
    [InlineData(SimFault.MisdirectedWrite)]
    [InlineData(SimFault.FlippedWrite)]
    public void A_write_that_is_lied_about_is_not_what_was_written_and_is_on_record(SimFault fault)
    {
        var disk = new SimDisk(new() { Seed = 4 });
        using var file = disk.Mount().Create("a", WriteMode.Durable);
        WriteBlocks(file, 0, 4, 1);
        disk.Plan(new(SimOperation.Write, fault, "a", After: 1));
        WriteBlocks(file, 0, 1, 2);
        WriteBlocks(file, 1, 1, 3);
        Assert.NotEqual([.. Filled(Block, 2), .. Filled(Block, 3), .. Filled(2 * Block, 1)], disk.Snapshot()["a"]);
        Assert.NotEmpty(disk.Lies);
        Assert.All(disk.Lies, lie => Assert.Equal(fault, lie.Fault));
        Assert.Equal(1, disk.Faults(fault));
    }

    [Fact]
    public void Caches_that_lie_are_found_out_by_a_power_cut()
    {
        var lost = 0;
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var disk = new SimDisk(new() { Seed = seed });
            var storage = disk.Mount();
            disk.Plan(new(SimOperation.Write, SimFault.CachedWrite, "d"));
            disk.Plan(new(SimOperation.Flush, SimFault.LostFlush, "b"));
            disk.Plan(new(SimOperation.Create, SimFault.ForgottenName, "n"));
            using var durable = storage.Create("d", WriteMode.Durable);
            using var buffered = storage.Create("b", WriteMode.Buffered);
            WriteBlocks(durable, 0, 1, 1);
            buffered.Write(0, Filled(Block, 1));
            buffered.Flush();
            storage.Create("n", WriteMode.Buffered).Dispose();
            Assert.True(storage.Exists("n"));
            disk.CutPower();
            var found = disk.Snapshot();
            Assert.False(found.ContainsKey("n"));
            lost += found["d"].SequenceEqual(Filled(Block, 1)) ? 0 : 1;
            lost += found["b"].SequenceEqual(Filled(Block, 1)) ? 0 : 1;
        }

        Assert.InRange(lost, 40, 80);
    }

    [Fact]
    public void A_flipped_read_is_gone_at_the_next()
    {
        var disk = new SimDisk(new());
        using var file = disk.Mount().Create("a", WriteMode.Buffered);
        file.Write(0, Filled(1000, 5));
        disk.Plan(new(SimOperation.Read, SimFault.FlippedRead));
        var octets = new byte[1000];
        file.Read(0, octets);
        Assert.Equal(1, octets.Count(octet => octet != 5));
        file.Read(0, octets);
        Assert.Equal(Filled(1000, 5), octets);
    }

    [Fact]
    public void A_slow_operation_takes_virtual_time()
    {
        var clock = new ManualClock();
        var before = clock.GetUtcNow();
        var disk = new SimDisk(new() { Clock = clock });
        using var file = disk.Mount().Create("a", WriteMode.Buffered);
        disk.Plan(new(SimOperation.Write, SimFault.Slow));
        file.Write(0, [1]);
        Assert.True(clock.GetUtcNow() > before);
        Assert.Equal([1], disk.Snapshot()["a"]);
    }

    [Fact]
    public void Cutting_a_file_leaves_zeros_behind_the_cut()
    {
        var disk = new SimDisk(new());
        using var file = disk.Mount().Create("a", WriteMode.Buffered);
        file.Write(0, Filled(40_000, 5));
        file.SetLength(1000);
        file.SetLength(50_000);
        Assert.Equal([.. Filled(1000, 5), .. new byte[49_000]], disk.Snapshot()["a"]);
        disk.CutPower();
        Assert.Equal(50_000, disk.Snapshot()["a"].Length);
    }

    private static byte[] Filled(int length, byte octet)
    {
        var octets = new byte[length];
        octets.AsSpan().Fill(octet);
        return octets;
    }

    private static void WriteBlocks(IStorageFile file, int block, int count, byte octet)
    {
        using var octets = new AlignedOctets(count * file.BlockBytes, file.BlockBytes);
        octets.Span.Fill(octet);
        file.Write((long)block * file.BlockBytes, octets.Span);
    }
}
