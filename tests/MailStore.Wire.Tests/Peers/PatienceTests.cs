using MailStore.Testing.Time;
using MailStore.Wire.Peers;
using Xunit;

namespace MailStore.Wire.Tests.Peers;

public sealed class PatienceTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_wait_that_is_too_long_is_ended_and_not_before()
    {
        using var patience = Of(minutes: 3);
        var waiting = patience.Begin();
        _clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(waiting.IsCancellationRequested);
    }

    [Fact]
    public void A_wait_that_has_ended_is_not_counted()
    {
        using var patience = Of(minutes: 3);
        var waiting = patience.Begin();
        patience.End();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(waiting.IsCancellationRequested);
    }

    [Fact]
    public void Each_wait_has_the_whole_time_though_the_timer_was_set_for_an_earlier_one()
    {
        using var patience = Of(minutes: 3);
        for (var wait = 0; wait < 10; wait++)
        {
            patience.Begin();
            _clock.Advance(TimeSpan.FromMinutes(2));
            patience.End();
        }

        var last = patience.Begin();
        _clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromSeconds(1));
        Assert.False(last.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(last.IsCancellationRequested);
    }

    [Fact]
    public void A_shorter_limit_holds_for_the_next_wait_though_the_timer_was_set_for_a_longer_one()
    {
        using var patience = Of(minutes: 30);
        patience.Begin();
        patience.End();
        patience.Limit = TimeSpan.FromMinutes(1);
        var waiting = patience.Begin();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(waiting.IsCancellationRequested);
    }

    [Fact]
    public void A_longer_limit_holds_for_the_next_wait_though_the_timer_was_set_for_a_shorter_one()
    {
        using var patience = Of(minutes: 1);
        patience.Begin();
        patience.End();
        patience.Limit = TimeSpan.FromMinutes(30);
        var waiting = patience.Begin();
        _clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(waiting.IsCancellationRequested);
    }

    [Fact]
    public void Stopping_ends_the_wait_under_way_and_all_to_come()
    {
        using var patience = Of(minutes: 3);
        var waiting = patience.Begin();
        patience.Stop();
        Assert.True(waiting.IsCancellationRequested);
        patience.End();
        Assert.True(patience.Begin().IsCancellationRequested);
    }

    private Patience Of(int minutes) => new(_clock) { Limit = TimeSpan.FromMinutes(minutes) };
}
