namespace MailStore.Log.Compaction;

/// <summary>Keeps work to so many octets a second, on average over a second.</summary>
internal sealed class Throttle(long octetsPerSecond, TimeProvider time)
{
    private static readonly TimeSpan Worthwhile = TimeSpan.FromMilliseconds(5);
    private readonly long _start = time.GetTimestamp();
    private double _ahead;
    private TimeSpan _last;

    /// <summary>How long to rest, now that so much was done.</summary>
    public TimeSpan PauseAfter(long octets)
    {
        var now = time.GetElapsedTime(_start);
        _ahead = Math.Max(0, _ahead - ((now - _last).TotalSeconds * octetsPerSecond)) + octets;
        _last = now;
        var pause = TimeSpan.FromSeconds(_ahead / octetsPerSecond);
        return pause >= Worthwhile ? pause : TimeSpan.Zero;
    }
}
