using System.Threading.Tasks.Sources;

namespace MailStore.Engine.Mailboxes;

/// <summary>A view's wait for news, used over and over: its own task, so that waiting and waking allocate nothing.</summary>
internal sealed class ViewWait(MailboxView view) : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    // What waits goes on where it is woken, which is never the writer: one turn of the pool for a thousand views, not a thousand.
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationTokenRegistration _registration;
    private int _state;

    /// <summary>The view is on the list of those that wait, and may be woken from here on.</summary>
    public ValueTask Begin(CancellationToken cancellation)
    {
        _source.Reset();
        var task = new ValueTask(this, _source.Version);

        // Who waits again and again does so with one token: it is asked once to call.
        if (_registration.Token != cancellation)
        {
            _registration.Dispose();
            _registration = cancellation.UnsafeRegister(static wait => ((ViewWait)wait!).Cancel(), this);
        }

        Interlocked.Exchange(ref _state, Waiting);

        // What came between the list and here found nobody waiting.
        if (cancellation.IsCancellationRequested)
        {
            Cancel();
        }
        else if (view.HasNews || !view.IsListed)
        {
            Complete();
        }

        return task;
    }

    public void Complete()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Waiting) != Waiting)
        {
            return;
        }

        if (view.Unavailable is { } fault)
        {
            _source.SetException(fault);
        }
        else
        {
            _source.SetResult(true);
        }
    }

    public void GetResult(short token) => _source.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting)
        {
            _source.SetException(new OperationCanceledException(_registration.Token));
        }
    }
}
