namespace MailStore.Simulation.Volumes;

public sealed class FullVolumeTests
{
    [Fact]
    public void A_disk_that_runs_full_and_gets_room_again_loses_nothing()
    {
        var counts = VolumeSeeds.Run(usual: 1500, Weather.Full, nameof(FullVolumeTests));
        Assert.True(!counts.AreMany || (counts.Acknowledged > 0 && counts.Faults > 0));
        Assert.Equal((0, 0), (counts.Refusals, counts.LostTails));
    }
}
