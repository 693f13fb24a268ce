namespace MailStore.Log.Commit;

/// <summary>
/// Runs the writer on a thread of its own. Before it sleeps it looks around for some microseconds: the next request of somebody
/// who has just been answered comes sooner than a sleeping thread wakes. How long it looks follows from how often that helped.
/// </summary>
internal sealed class WriterThread : IDisposable
{
    private const int SpinsMax = 64;
    private readonly GroupCommit _commit;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private int _isAsleep;
    private int _spins = SpinsMax / 2;
    private volatile bool _isStopping;

    public WriterThread(GroupCommit commit, string name)
    {
        _commit = commit;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Something was submitted, or ended.</summary>
    public void Wake()
    {
        // Pairs with the exchange in Sleep: either it sees what was submitted, or this sees that it sleeps.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isAsleep) != 0 && Interlocked.Exchange(ref _isAsleep, 0) != 0)
        {
            _wake.Set();
        }
    }

    /// <summary>Does what waits, and ends.</summary>
    public void Dispose()
    {
        _isStopping = true;
        Wake();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            if (_commit.RunOnce())
            {
                continue;
            }

            if (_isStopping)
            {
                return;
            }

            if (!Spin())
            {
                Sleep();
            }
        }
    }

    private bool Spin()
    {
        for (var i = 0; i < _spins; i++)
        {
            if (_commit.HasWork)
            {
                _spins = Math.Min(SpinsMax, _spins + 4);
                return true;
            }

            Thread.SpinWait(20);
        }

        _spins = Math.Max(2, _spins - 1);
        return false;
    }

    private void Sleep()
    {
        Interlocked.Exchange(ref _isAsleep, 1);
        if (_commit.HasWork || _isStopping)
        {
            Interlocked.Exchange(ref _isAsleep, 0);
            return;
        }

        _wake.WaitOne();
    }
}
