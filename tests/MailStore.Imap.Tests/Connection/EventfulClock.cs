using MailStore.Testing.Time;

namespace MailStore.Imap.Tests.Connection;

/// <summary>A clock that stands still, and at which something happens when somebody looks: a search looks at it before each message.</summary>
internal sealed class EventfulClock(ManualClock clock) : TimeProvider
{
    private int _looks;

    public int Looks => _looks;

    /// <summary>From the time it is set on, with the number of the look.</summary>
    public Action<int>? Looked
    {
        get;
        set
        {
            _looks = 0;
            field = value;
        }
    }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);

    public override long GetTimestamp()
    {
        Looked?.Invoke(Interlocked.Increment(ref _looks));
        return clock.GetTimestamp();
    }
}
