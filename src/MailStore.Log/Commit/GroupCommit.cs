using MailStore.Log.Records;

namespace MailStore.Log.Commit;

/// <summary>
/// The writer: lets all requests that wait decide, makes what they appended durable in one write, lets readers see it, and tells
/// them. There is no timer: what arrives meanwhile is the next batch. While a large one is on its way to the disk the next one is
/// decided already, and becomes durable behind it. One fault ends it for good.
/// </summary>
internal sealed class GroupCommit(
    RequestQueue queue, Batch batch, IVolumeState state, IBetweenBatches between, IWriteBehind disk, BatchLimits limits, CommitClock clock)
{
    private const int WorthCutting = 512 * 1024;

    private readonly Action _write = batch.Write;
    private VolumeRequest? _pending;
    private RequestList _deciding;
    private RequestList _flying;
    private long _startedAt;
    private int _octets;
    private bool _isFlying;
    private Exception? _fault;

    /// <summary>Why nothing is committed any more; null while it is.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    public bool HasWork =>
        _fault is not null ? _pending is not null || !queue.IsEmpty
        : _isFlying ? disk.IsDone || disk.IsDeferred || (_pending is null ? !queue.IsEmpty && !IsFull : MayTake(_pending))
        : _pending is not null || !queue.IsEmpty || _deciding.Count > 0 || between.HasWork;

    private bool IsFull => _deciding.Count >= limits.Requests || _deciding.Bytes >= BytesMax;

    // Half of all that is on its way: if one batch took all, nobody would be left to fill the next while it is written, and the disk
    // would wait for those who have just been told. What is written in half a millisecond is not worth cutting.
    private long BytesMax => Math.Min(limits.Bytes, Math.Max(WorthCutting, queue.Bytes / 2));

    /// <summary>One batch, or one fence; or, while a batch is on its way to the disk, one request of the next, or the end of that way.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public bool RunOnce() => Run(waits: false);

    /// <summary>All that waits, and what is on its way to the disk.</summary>
    public void RunToEnd()
    {
        while (Run(waits: true))
        {
        }
    }

    /// <summary>Ends it: who waits is told that it failed, and everybody later is refused. For the writer's thread.</summary>
    public void Close(Exception fault)
    {
        // Stopped while this batch was on its way: its requests are told all the same.
        var isFirst = Interlocked.CompareExchange(ref _fault, fault, null) is null;
        var refused = queue.Close();
        Fail(ref _flying, fault);
        Fail(ref _deciding, fault);
        Fail(ref _pending, fault);
        Fail(ref refused, fault);
        if (isFirst)
        {
            state.Closed(fault);
        }
    }

    /// <summary>Ends it between two batches: everybody later is refused. Callable from any thread.</summary>
    public void Stop()
    {
        var stopped = new ObjectDisposedException("volume", "The volume was closed.");
        Interlocked.CompareExchange(ref _fault, stopped, null);
        var refused = queue.Close();
        Fail(ref refused, stopped);
    }

    /// <summary>Tells who still waits that it was stopped. The writer has ended, and nothing is on its way to the disk any more.</summary>
    public void FailPending()
    {
        Fail(ref _flying, _fault!);
        Fail(ref _deciding, _fault!);
        Fail(ref _pending, _fault!);
    }

    private bool Run(bool waits)
    {
        if (_fault is not null)
        {
            return false;
        }

        // Whatever goes wrong here, what is in memory may no longer be what is on disk. All who wait are told, and nobody goes on.
        try
        {
            return _isFlying ? RunBeside(waits) : RunAlone();
        }
        catch (Exception fault)
        {
            Close(fault);
            return true;
        }
    }

    private bool RunAlone()
    {
        _pending ??= queue.TakeAll();
        if (_deciding.Count == 0 && _pending is { IsFence: true })
        {
            RunFence();
            between.Run();
            return true;
        }

        while (TryDecide())
        {
        }

        if (_deciding.Count == 0)
        {
            return between.Run();
        }

        Commit();
        if (!_isFlying)
        {
            between.Run();
        }

        return true;
    }

    // One request at a time: who waits for the batch that is on its way does not wait for all of the next one too.
    private bool RunBeside(bool waits)
    {
        if (!disk.IsDone && TryDecide())
        {
            return true;
        }

        if (!disk.IsDone && !disk.IsDeferred && !waits)
        {
            return false;
        }

        disk.End();
        Land();
        between.Run();
        return true;
    }

    private void RunFence()
    {
        var fence = _pending!;
        _pending = fence.Next;
        fence.Next = null;
        _flying.Clear();
        _flying.Add(fence);
        fence.Decide(batch);
        _flying.Clear();
        queue.Done(1, fence.QueuedBytes, hasWritten: false);
        fence.Committed();
    }

    private bool TryDecide()
    {
        _pending ??= queue.TakeAll();
        if (_pending is not { } request || !MayTake(request))
        {
            return false;
        }

        _pending = request.Next;
        request.Next = null;
        _deciding.Add(request);
        if (_deciding.Count == 1)
        {
            batch.Begin(request.QueuedBytes + FrameHeader.Bytes);
        }

        request.Decide(batch);
        batch.EndUnit();
        return true;
    }

    private bool MayTake(VolumeRequest request)
    {
        var bytes = (long)request.QueuedBytes + FrameHeader.Bytes;
        return !request.IsFence && (_deciding.Count == 0
            ? !_isFlying || !batch.WouldRoll(bytes)
            : _deciding.Count < limits.Requests && _deciding.Bytes + request.QueuedBytes <= BytesMax && batch.HasRoom(bytes));
    }

    private void Commit()
    {
        state.Settle(batch.Index);
        _octets = batch.Settle();
        _flying = _deciding;
        _deciding.Clear();
        _startedAt = clock.Start();
        if (_octets > 0 && _octets >= limits.WriteBehindBytes && (_flying.Count > 1 || _pending is not null || !queue.IsEmpty))
        {
            _isFlying = true;
            disk.Begin(_write);
            return;
        }

        if (_octets > 0)
        {
            batch.Write();
        }

        Land();
    }

    private void Land()
    {
        _isFlying = false;
        batch.Land(_octets);
        if (_octets > 0)
        {
            // Who only looked at something committed nothing.
            clock.Stop(_startedAt, _flying.Count, _flying.Bytes);
        }

        state.Publish();
        queue.Done(_flying.Count, _flying.Bytes, hasWritten: _octets > 0);
        while (_flying.Take() is { } request)
        {
            request.Committed();
        }

        _flying.Clear();
        if (!HasWork)
        {
            batch.PrepareAhead();
        }
    }

    private static void Fail(ref RequestList requests, Exception fault)
    {
        while (requests.Take() is { } request)
        {
            request.Failed(fault);
        }

        requests.Clear();
    }

    private static void Fail(ref VolumeRequest? requests, Exception fault)
    {
        while (requests is { } request)
        {
            requests = request.Next;
            request.Next = null;
            request.Failed(fault);
        }
    }
}
