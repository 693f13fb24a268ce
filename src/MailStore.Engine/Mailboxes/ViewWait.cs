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
    private CancellationToken _cancellation;
    private int _state;

    /// <summary>The view is on the list of those that wait, and may be woken from here on.</summary>
    public ValueTask Begin(CancellationToken cancellation)
    {
        _source.Reset();
        _cancellation = cancellation;
        var task = new ValueTask(this, _source.Version);
        Volatile.Write(ref _state, Waiting);

        // News that came between the list and here found nobody waiting.
        if (view.HasNews)
        {
            Complete();
        }

        _registration = cancellation.UnsafeRegister(static wait => ((ViewWait)wait!).Cancel(), this);
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

    public void GetResult(short token)
    {
        _registration.Dispose();
        _source.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting)
        {
            _source.SetException(new OperationCanceledException(_cancellation));
        }
    }
}
