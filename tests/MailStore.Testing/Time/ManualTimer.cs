namespace MailStore.Testing.Time;

internal sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public DateTimeOffset Due { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        clock.Set(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (_period > TimeSpan.Zero)
        {
            clock.Set(this, _period);
        }

        callback();
    }

    public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
