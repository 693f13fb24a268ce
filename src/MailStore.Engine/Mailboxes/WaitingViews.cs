namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Views that wait for news. They are woken by the pool and not by the writer, which has the next batch to write; a commit
/// allocates nothing for it however many wait.
/// </summary>
internal sealed class WaitingViews : IThreadPoolWorkItem
{
    private Lock _gate = null!;
    private WakeRound _next = new();
    private WakeRound? _spare = new();
    private int _isQueued;

    public int Count => _next.Views.Count;

    /// <summary>Under the gate.</summary>
    public void Add(MailboxView view)
    {
        if (!view.IsListed)
        {
            view.IsListed = true;
            _next.Views.Add(view);
        }
    }

    public void Wake(Lock gate)
    {
        _gate = gate;
        if (Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        Interlocked.Exchange(ref _isQueued, 0);
        WakeRound round;
        lock (_gate)
        {
            round = _next;
            _next = _spare ?? new();
            _spare = null;
            foreach (var view in round.Views)
            {
                view.IsListed = false;
            }
        }

        round.Begin(this);
    }

    /// <summary>All of the round were woken.</summary>
    public void End(WakeRound round)
    {
        round.Views.Clear();
        lock (_gate)
        {
            _spare ??= round;
        }
    }
}
