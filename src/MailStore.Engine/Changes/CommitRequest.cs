using System.Threading.Tasks.Sources;
using MailStore.Abstractions.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Changes;

/// <summary>
/// A request whose outcome somebody awaits. It is its own task, so that one that comes out of a pool allocates nothing; it goes
/// back there when the outcome has been taken, which is why that may happen only once.
/// </summary>
internal abstract class CommitRequest<T> : VolumeRequest, IValueTaskSource<T>
{
    // Continuations never run on the writer's thread: it has the next batch to write.
    private ManualResetValueTaskSourceCore<T> _source = new() { RunContinuationsAsynchronously = true };

    public CommitTicket<T> Ticket => Abstractions.Changes.Ticket.Of(new ValueTask<T>(this, _source.Version));

    /// <summary>What was decided; told once it is durable.</summary>
    protected T Outcome { get; set; } = default!;

    public T GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            Recycle();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>The outcome has been taken, and nobody refers to this any more.</summary>
    protected virtual void Recycle()
    {
    }

    /// <summary>The volume has no use for it any more: what it held on to for <see cref="VolumeRequest.Decide"/> may go.</summary>
    protected virtual void Release()
    {
    }

    protected override void Committed()
    {
        Release();
        _source.SetResult(Outcome);
    }

    protected override void Failed(Exception fault)
    {
        Release();
        _source.SetException(new StoreUnavailableException($"The volume that holds the account has closed: {fault.Message}", fault));
    }
}
