namespace MailStore.Simulation.Volumes;

public sealed class StormyVolumeTests
{
    [Fact]
    public void Errors_and_power_cuts_at_any_operation_lose_nothing_that_was_acknowledged()
    {
        var counts = VolumeSeeds.Run(usual: 3500, Weather.Stormy, nameof(StormyVolumeTests));
        Assert.True(!counts.AreMany || (counts.Acknowledged > 0 && counts.Faults > 0 && counts.Cuts > 0));
        Assert.Equal((0, 0), (counts.Refusals, counts.LostTails));
    }
}
