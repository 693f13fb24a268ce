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

    /// <summary>The end of a torn file lies before the end of its block.</summary>
    [Fact]
    public void Seed_7_a_file_that_ends_within_a_block() => VolumeSeeds.Run(7, Weather.Stormy, nameof(StormyVolumeTests));

    /// <summary>What the next owner wrote behind a torn batch was not found by the recovery after that.</summary>
    [Fact]
    public void Seed_34_two_recoveries_after_a_torn_batch() => VolumeSeeds.Run(34, Weather.Stormy, nameof(StormyVolumeTests));

    /// <summary>Its epoch's frame is the first of a segment then, and the segment has to be counted.</summary>
    [Fact]
    public void Seed_148_an_owner_after_a_torn_first_batch_of_a_segment() => VolumeSeeds.Run(148, Weather.Stormy, nameof(StormyVolumeTests));

    [Fact]
    public void Seed_205_a_read_error_at_a_new_segment_leaves_no_file_open() => VolumeSeeds.Run(205, Weather.Stormy, nameof(StormyVolumeTests));
}
