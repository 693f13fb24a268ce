namespace MailStore.Engine.Search.Building;

/// <summary>Lets work in the background take a share of one processor while others need it, and all of one while nobody does.</summary>
/// <param name="time">The clock.</param>
/// <param name="isBusy">Others used the volume since this was asked before.</param>
/// <param name="busyPercent">Of one processor, while it is busy.</param>
internal sealed class WorkPace(TimeProvider time, Func<bool> isBusy, int busyPercent)
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(4);
    private long _since = time.GetTimestamp();

    /// <summary>Work begins: what was before is none.</summary>
    public void Begin() => _since = time.GetTimestamp();

    /// <summary>Asked again and again while there is work; waits if it is time.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Rest(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var worked = time.GetElapsedTime(_since);
        if (worked < s_slice)
        {
            return;
        }

        if (isBusy() && busyPercent < 100)
        {
            using var done = new ManualResetEventSlim();
            using var timer = time.CreateTimer(static state => ((ManualResetEventSlim)state!).Set(), done, worked * (100 - busyPercent) / Math.Max(1, busyPercent), Timeout.InfiniteTimeSpan);
            WaitHandle.WaitAny([done.WaitHandle, cancellation.WaitHandle]);
        }

        cancellation.ThrowIfCancellationRequested();
        _since = time.GetTimestamp();
    }
}
