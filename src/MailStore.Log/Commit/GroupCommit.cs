using MailStore.Log.Records;

namespace MailStore.Log.Commit;

/// <summary>
/// The writer: takes all requests that wait, lets them decide, makes what they appended durable in one write, lets readers see
/// it, and tells them. What arrives meanwhile is the next batch: there is no timer. One fault ends it for good.
/// </summary>
internal sealed class GroupCommit(RequestQueue queue, Batch batch, IVolumeState state, IBetweenBatches between, int requestsMax, int bytesMax, CommitClock clock)
{
    private VolumeRequest? _pending;
    private VolumeRequest? _running;
    private Exception? _fault;

    /// <summary>Why nothing is committed any more; null while it is.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    public bool HasWork => _pending is not null || !queue.IsEmpty || (_fault is null && between.HasWork);

    /// <summary>One batch, or one fence.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public bool RunOnce()
    {
        if (_fault is not null)
        {
            return false;
        }

        _pending ??= queue.TakeAll();

        // Whatever goes wrong here, what is in memory may no longer be what is on disk. All who wait are told, and nobody goes on.
        try
        {
            var didWork = _pending is not null;
            if (_pending is { IsFence: true })
            {
                RunFence();
            }
            else if (_pending is not null)
            {
                RunBatch();
            }

            return between.Run() || didWork;
        }
        catch (Exception fault)
        {
            Close(fault);
            return true;
        }
    }

    /// <summary>Ends it: who waits is told that it failed, and everybody later is refused. For the writer's thread.</summary>
    public void Close(Exception fault)
    {
        // Stopped while this batch was on its way: its requests are told all the same.
        var isFirst = Interlocked.CompareExchange(ref _fault, fault, null) is null;
        var refused = queue.Close();
        Fail(ref _running, fault);
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

    /// <summary>Tells who still waits that it was stopped. The writer has ended.</summary>
    public void FailPending() => Fail(ref _pending, _fault!);

    private void RunFence()
    {
        var fence = Take(1, out _, out _);
        _running = fence;
        fence.Decide(batch);
        _running = null;
        queue.Done(1, fence.QueuedBytes);
        fence.Committed();
    }

    private void RunBatch()
    {
        _running = Take(requestsMax, out var count, out var bytes);
        batch.Begin(bytes + ((long)count * FrameHeader.Bytes));
        for (var request = _running; request is not null; request = request.Next)
        {
            request.Decide(batch);
            batch.EndUnit();
        }

        state.Settle(batch.Index);
        var startedAt = clock.Start();
        batch.Commit();
        clock.Stop(startedAt, count, bytes);
        state.Publish();
        queue.Done(count, bytes);
        Tell();
        if (!HasWork)
        {
            batch.PrepareAhead();
        }
    }

    // Told one is out of our hands: whoever submitted it may submit it again at once.
    private void Tell()
    {
        while (_running is { } request)
        {
            _running = request.Next;
            request.Next = null;
            request.Committed();
        }
    }

    /// <summary>Cuts the first requests off those that wait: up to a fence, a count and a number of octets.</summary>
    private VolumeRequest Take(int most, out int count, out long bytes)
    {
        var first = _pending!;
        var last = first;
        count = 1;
        bytes = first.QueuedBytes;
        for (var next = first.Next; next is not null && !next.IsFence && count < most && bytes + next.QueuedBytes <= bytesMax; next = next.Next)
        {
            last = next;
            count++;
            bytes += next.QueuedBytes;
            if (next.Next is null)
            {
                MoreBehind(next);
            }
        }

        _pending = last.Next;
        last.Next = null;
        return first;
    }

    private void MoreBehind(VolumeRequest last) => last.Next = queue.TakeAll();

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
