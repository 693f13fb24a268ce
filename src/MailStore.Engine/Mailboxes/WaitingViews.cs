namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Views that wait for news. They are woken by the pool and not by the writer, which has the next batch to write; a commit
/// allocates nothing for it however many wait.
/// </summary>
internal sealed class WaitingViews : IThreadPoolWorkItem
{
    private Lock _gate = null!;
    private List<MailboxView> _waiting = [];
    private List<MailboxView>? _spare = [];
    private int _isQueued;

    public int Count => _waiting.Count;

    /// <summary>Under the gate.</summary>
    public void Add(MailboxView view)
    {
        if (!view.IsListed)
        {
            view.IsListed = true;
            _waiting.Add(view);
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
        List<MailboxView> woken;
        lock (_gate)
        {
            woken = _waiting;
            _waiting = _spare ?? [];
            _spare = null;
            foreach (var view in woken)
            {
                view.IsListed = false;
            }
        }

        foreach (var view in woken)
        {
            view.Wake();
        }

        woken.Clear();
        lock (_gate)
        {
            _spare ??= woken;
        }
    }
}
