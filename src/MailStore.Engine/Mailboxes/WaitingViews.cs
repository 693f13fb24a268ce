namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Views that wait for news, as a stack that they are the links of. They are woken by the pool and not by the writer, which has the
/// next batch to write; a commit allocates nothing for it however many wait, and who begins to wait takes no lock.
/// </summary>
internal sealed class WaitingViews : IThreadPoolWorkItem
{
    private MailboxView? _top;
    private WakeRound? _spare = new();
    private int _isQueued;

    /// <summary>Also for one that is there already this is a full fence: what is looked at behind it is as new as who wakes knows.</summary>
    public void Add(MailboxView view)
    {
        if (!view.TryList())
        {
            return;
        }

        var top = Volatile.Read(ref _top);
        while (true)
        {
            view.Below = top;
            var seen = Interlocked.CompareExchange(ref _top, view, top);
            if (ReferenceEquals(seen, top))
            {
                return;
            }

            top = seen;
        }
    }

    /// <summary>There is news.</summary>
    public void Wake()
    {
        // Pairs with Add: either it sees the news, or this sees it.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _top) is not null && Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        Interlocked.Exchange(ref _isQueued, 0);
        (Interlocked.Exchange(ref _spare, null) ?? new()).Begin(this, Interlocked.Exchange(ref _top, null));
    }

    /// <summary>All of the round were woken.</summary>
    public void End(WakeRound round) => Interlocked.CompareExchange(ref _spare, round, null);
}
