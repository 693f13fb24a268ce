namespace MailStore.Server.Watching;

/// <summary>
/// Gives memory back when little happens. The runtime collects when somebody allocates, so that what a burst of sessions left behind
/// would stay for as long as nobody does, and is as much as the processor's cache: tens of megabytes on a large one. A heap that is
/// large is left alone: to collect it whole takes as long as somebody who comes meanwhile would have to wait.
/// </summary>
internal sealed class MemoryRest : IDisposable
{
    /// <summary>Allocated between two looks by a process that rests.</summary>
    private const long QuietBytes = 64 << 10;

    /// <summary>Of the processors between two looks: what is busy need not allocate.</summary>
    private static readonly TimeSpan s_quietTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Allocated since the last time, so that there is something to be had.</summary>
    private const long WorthBytes = 4 << 20;

    /// <summary>In use at most: some ten milliseconds.</summary>
    private const long HeapBytesMax = 128 << 20;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly ITimer _timer;
    private long _seen;
    private TimeSpan _used;
    private long _rested;

    public MemoryRest(TimeProvider time) => _timer = time.CreateTimer(_ => Look(), null, s_look, s_look);

    /// <param name="sinceLook">Allocated since the last look.</param>
    /// <param name="used">Of the processors since then.</param>
    /// <param name="sinceRest">Allocated since the last collection of ours.</param>
    /// <param name="heap">In use.</param>
    public static bool IsTime(long sinceLook, TimeSpan used, long sinceRest, long heap) => sinceLook <= QuietBytes && used <= s_quietTime && sinceRest >= WorthBytes && heap <= HeapBytesMax;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: false);
        var used = Environment.CpuUsage.TotalTime;
        var isTime = IsTime(allocated - _seen, used - _used, allocated - _rested, GC.GetTotalMemory(forceFullCollection: false));
        (_seen, _used) = (allocated, used);
        if (isTime)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _rested = GC.GetTotalAllocatedBytes(precise: false);
        }
    }
}
