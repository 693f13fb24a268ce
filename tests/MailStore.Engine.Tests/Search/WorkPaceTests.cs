using MailStore.Engine.Search.Building;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Engine.Tests.Search;

public sealed class WorkPaceTests
{
    private static readonly TimeSpan s_work = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void While_others_write_it_rests_four_times_as_long_as_it_worked_and_else_not()
    {
        var (clock, isBusy) = (new EagerClock(), false);
        var pace = new WorkPace(clock, () => isBusy, busyPercent: 20);
        clock.Pass(s_work);
        pace.Rest(CancellationToken.None);
        Assert.Empty(clock.Waits);
        isBusy = true;
        clock.Pass(s_work);
        pace.Rest(CancellationToken.None);
        Assert.Equal([4 * s_work], clock.Waits);
    }

    /// <summary>An index that had nothing to do for an hour would rest for four, and nothing would be found by it meanwhile.</summary>
    [Fact]
    public void The_time_before_work_began_was_none()
    {
        var clock = new EagerClock();
        var pace = new WorkPace(clock, static () => true, busyPercent: 20);
        clock.Pass(TimeSpan.FromHours(1));
        pace.Begin();
        clock.Pass(s_work);
        pace.Rest(CancellationToken.None);
        Assert.Equal([4 * s_work], clock.Waits);
    }

    [Fact]
    public void Who_writes_is_seen_also_when_nothing_waits_at_that_moment()
    {
        var (queued, done) = (0, 0L);
        var traffic = new WriteTraffic(() => queued, () => done);
        Assert.False(traffic.IsBusy());
        done = 3;
        Assert.True(traffic.IsBusy());
        Assert.False(traffic.IsBusy());
        queued = 1;
        Assert.True(traffic.IsBusy());
        Assert.True(traffic.IsBusy());
    }

    /// <summary>Whoever waits for it has waited already.</summary>
    private sealed class EagerClock : TimeProvider
    {
        private long _now;

        public List<TimeSpan> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            callback(state);
            return new ManualClock().CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
