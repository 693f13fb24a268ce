namespace MailStore.Simulation.Volumes;

public sealed class CalmVolumeTests
{
    [Fact]
    public void Kills_power_cuts_and_clean_ends_lose_nothing()
    {
        var counts = VolumeSeeds.Run(usual: 2000, Weather.Calm, nameof(CalmVolumeTests));
        Assert.True(!counts.AreMany || (counts.Acknowledged > 0 && counts.Recoveries > 0 && counts.RemovedSegments > 0));
        Assert.Equal((0, 0, 0), (counts.Faults, counts.Refusals, counts.LostTails));
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            Assert.Equal(Trace(seed), Trace(seed));
        }
    }

    private static ulong Trace(ulong seed)
    {
        var run = new VolumeRun(seed, Weather.Stormy);
        run.Run();
        return run.Disk.TraceHash;
    }
}
