using MailStore.Testing.Time;

namespace MailStore.Simulation.Clocks;

public sealed class ManualClockTests
{
    [Fact]
    public void Timers_fire_in_the_order_of_their_time_and_see_it()
    {
        var clock = new ManualClock();
        var start = clock.GetUtcNow();
        var fired = new List<string>();
        using var late = clock.CreateTimer(_ => fired.Add($"late {(clock.GetUtcNow() - start).TotalSeconds}"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add($"often {(clock.GetUtcNow() - start).TotalSeconds}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(fired);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["often 2", "often 4", "late 5", "often 6"], fired);
        Assert.Equal(6, clock.GetElapsedTime(start.Ticks).TotalSeconds);
    }

    [Fact]
    public void A_timer_that_was_disposed_does_not_fire()
    {
        var clock = new ManualClock();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Dispose();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, fired);
    }

    [Fact]
    public void Who_sets_it_moves_what_it_says_and_no_timer()
    {
        var clock = new ManualClock();
        var (start, stamp, fired) = (clock.GetUtcNow(), clock.GetTimestamp(), 0);
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        clock.Jump(TimeSpan.FromDays(365));
        Assert.Equal((365, 0, 0), ((clock.GetUtcNow() - start).TotalDays, clock.GetElapsedTime(stamp).Ticks, fired));
        clock.Jump(TimeSpan.FromDays(-730));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((TimeSpan.FromDays(-365) + TimeSpan.FromMinutes(1), 1), (clock.GetUtcNow() - start, fired));
    }
}
