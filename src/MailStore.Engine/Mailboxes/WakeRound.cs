namespace MailStore.Engine.Mailboxes;

/// <summary>
/// The views that one commit wakes. What a woken session writes to its client it writes right there, so that the first is told
/// while the last still waits; where many wait, as many threads as there are processors share them.
/// </summary>
internal sealed class WakeRound : IThreadPoolWorkItem
{
    /// <summary>Taken at once by a thread: enough that threads seldom meet, few enough that none is left with all the work.</summary>
    private const int Share = 32;

    private WaitingViews _owner = null!;
    private int _taken;
    private int _threads;

    public List<MailboxView> Views { get; } = [];

    public void Begin(WaitingViews owner)
    {
        _owner = owner;
        _taken = 0;
        var threads = Math.Min(Environment.ProcessorCount, (Views.Count + Share - 1) / Share);
        _threads = Math.Max(threads, 1);
        for (var another = 1; another < threads; another++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Execute();
    }

    public void Execute()
    {
        while (Interlocked.Add(ref _taken, Share) - Share is var first && first < Views.Count)
        {
            var end = Math.Min(first + Share, Views.Count);
            for (var place = first; place < end; place++)
            {
                Views[place].Wake();
            }
        }

        if (Interlocked.Decrement(ref _threads) == 0)
        {
            _owner.End(this);
        }
    }
}
