using MailStore.Testing.Storage;

namespace MailStore.Simulation.Disks;

/// <summary>The instrument itself: it repeats by seed, an honest disk keeps what it said, and a lying one is found out.</summary>
public sealed class SimDiskTests
{
    private static readonly FaultRate[] Honest =
    [
        new(SimFault.Error, 2_000), new(SimFault.Full, 2_000), new(SimFault.Slow, 10_000), new(SimFault.PowerCut, 5_000),
    ];

    private static readonly FaultRate[] Lying = [.. Honest, new(SimFault.LostWrite, 50_000)];

    [Fact]
    public void The_same_seed_gives_the_same_trace_and_another_gives_another()
    {
        var traces = new HashSet<ulong>();
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var once = Run(seed, Lying, out _);
            Assert.Equal(once.TraceHash, Run(seed, Lying, out _).TraceHash);
            Assert.Equal(Contents(once), Contents(Run(seed, Lying, out _)));
            traces.Add(once.TraceHash);
        }

        Assert.Equal(200, traces.Count);
    }

    [Fact]
    public void An_honest_disk_keeps_every_acknowledged_write()
    {
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var disk = Run(seed, Honest, out var missing);
            Assert.True(missing == 0, $"Seed {seed} lost {missing}: {string.Join('\n', disk.Story())}");
            Assert.Empty(disk.Lies);
        }
    }

    [Fact]
    public void A_disk_that_drops_one_write_in_twenty_is_found_out()
    {
        var found = 0;
        for (var seed = 1UL; seed <= 300; seed++)
        {
            Run(seed, Lying, out var missing);
            found += missing > 0 ? 1 : 0;
        }

        Assert.InRange(found, 200, 300);
    }

    private static SimDisk Run(ulong seed, FaultRate[] rates, out int missing)
    {
        var disk = new SimDisk(new() { Seed = seed, Rates = rates });
        var script = new DiskScript(disk, seed);
        script.Run(operations: 100);
        missing = script.CountMissing();
        return disk;
    }

    private static string Contents(SimDisk disk) =>
        string.Join(' ', disk.Snapshot().Select(entry => $"{entry.Key}={Convert.ToHexString(entry.Value)}"));
}
