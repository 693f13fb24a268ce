namespace MailStore.Log.Commit;

/// <summary>A thread that waits for the disk in the writer's place. It begins with the first batch that is worth it.</summary>
internal sealed class WriteThread(string name, Action wake) : IWriteBehind
{
    private readonly AutoResetEvent _begun = new(initialState: false);
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private Thread? _thread;

    // A task, as it carries whatever goes wrong to the writer: a thread that ended of it would leave everybody waiting.
    private Task _write = Task.CompletedTask;
    private bool _isEnding;

    public bool IsDone => _done.IsSet;

    public bool IsDeferred => false;

    public void Begin(Action write)
    {
        Invariant.Holds(_done.IsSet && _write.IsCompletedSuccessfully);
        _write = new Task(write);
        if (_thread is null)
        {
            // Before anybody waits for it: it may fail to start.
            var thread = new Thread(Run) { IsBackground = true, Name = name };
            thread.Start();
            _thread = thread;
        }

        _done.Reset();
        _begun.Set();
    }

    public void End()
    {
        _done.Wait();
        _write.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _done.Wait();
        if (_thread is not null)
        {
            _isEnding = true;
            _begun.Set();
            _thread.Join();
        }

        _begun.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _begun.WaitOne();
            if (_isEnding)
            {
                return;
            }

            _write.RunSynchronously(TaskScheduler.Default);
            _done.Set();
            wake();
        }
    }
}
