using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using MailStore.Log.Records;

namespace MailStore.Log.Commit;

/// <summary>An append and nothing else, as a task of its own that goes back to its pool when its result is taken.</summary>
internal sealed class AppendRequest(ConcurrentQueue<AppendRequest> pool) : VolumeRequest, IValueTaskSource<LogAddress>
{
    private const int PooledMax = 1024;
    private ManualResetValueTaskSourceCore<LogAddress> _told = new() { RunContinuationsAsynchronously = true };
    private ReadOnlyMemory<byte> _change;
    private ReadOnlyMemory<byte> _body;
    private LogAddress _address;

    public override int BytesHint => _change.Length + _body.Length + 64;

    public ValueTask<LogAddress> Task => new(this, _told.Version);

    /// <summary>The octets must stay as they are until the task is done.</summary>
    public void Prepare(ReadOnlyMemory<byte> change, ReadOnlyMemory<byte> body)
    {
        _change = change;
        _body = body;
        _told.Reset();
    }

    public LogAddress GetResult(short token)
    {
        try
        {
            return _told.GetResult(token);
        }
        finally
        {
            Return();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _told.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _told.OnCompleted(continuation, state, token, flags);

    /// <summary>It was not taken: nobody will be told.</summary>
    public void Return()
    {
        _change = default;
        _body = default;
        if (pool.Count < PooledMax)
        {
            pool.Enqueue(this);
        }
    }

    protected internal override void Decide(IBatch batch) =>
        _address = _body.IsEmpty ? batch.AppendChange(_change.Span) : batch.AppendBody(_change.Span, new ReadOnlySequence<byte>(_body));

    protected internal override void Committed() => _told.SetResult(_address);

    protected internal override void Failed(Exception fault) => _told.SetException(fault);
}
