namespace MailStore.Log.Commit;

/// <summary>
/// Requests on their way to the writer: any number of threads push, one takes all at once. The requests themselves are the
/// links, so waiting allocates nothing. Bounded by count and by octets: what does not fit is refused at once.
/// </summary>
internal sealed class RequestQueue(int requestsMax, long bytesMax)
{
    private static readonly VolumeRequest Closed = new ClosedMark();
    private VolumeRequest? _top;
    private long _bytes;
    private int _requests;
    private long _written;

    /// <summary>Requests that wait or are being committed.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Their octets, about.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Requests that are done with, ever, of batches that brought something to the disk: who only looks at something writes none.</summary>
    public long WrittenRequests => Volatile.Read(ref _written);

    public bool IsEmpty => Volatile.Read(ref _top) is null or ClosedMark;

    /// <summary>False if there is no room, or if the queue is closed.</summary>
    public bool TryPush(VolumeRequest request)
    {
        var bytes = Math.Max(0, request.BytesHint);
        var requests = Interlocked.Increment(ref _requests);
        var total = Interlocked.Add(ref _bytes, bytes);

        // One alone is taken whatever its size: it could never fit better.
        if (requests > requestsMax || total > bytesMax && requests > 1)
        {
            return Refuse(bytes);
        }

        request.QueuedBytes = bytes;
        var top = Volatile.Read(ref _top);
        while (!ReferenceEquals(top, Closed))
        {
            request.Next = top;
            var seen = Interlocked.CompareExchange(ref _top, request, top);
            if (ReferenceEquals(seen, top))
            {
                return true;
            }

            top = seen;
        }

        request.Next = null;
        return Refuse(bytes);
    }

    /// <summary>All that were pushed, the first one first, linked by <see cref="VolumeRequest.Next"/>; null if there are none.</summary>
    public VolumeRequest? TakeAll()
    {
        var top = Volatile.Read(ref _top);
        while (top is not null && !ReferenceEquals(top, Closed))
        {
            var seen = Interlocked.CompareExchange(ref _top, null, top);
            if (ReferenceEquals(seen, top))
            {
                return InOrder(top);
            }

            top = seen;
        }

        return null;
    }

    /// <summary>Takes all and refuses the rest.</summary>
    public VolumeRequest? Close() => InOrder(Interlocked.Exchange(ref _top, Closed));

    /// <summary>Room for others again: these were taken and are done with.</summary>
    public void Done(int requests, long bytes, bool hasWritten)
    {
        Interlocked.Add(ref _requests, -requests);
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Add(ref _written, hasWritten ? requests : 0);
    }

    private static VolumeRequest? InOrder(VolumeRequest? top)
    {
        VolumeRequest? first = null;
        while (top is not null && !ReferenceEquals(top, Closed))
        {
            var next = top.Next;
            top.Next = first;
            first = top;
            top = next;
        }

        return first;
    }

    private bool Refuse(int bytes)
    {
        Interlocked.Decrement(ref _requests);
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    private sealed class ClosedMark : VolumeRequest
    {
        protected internal override void Decide(IBatch batch)
        {
        }

        protected internal override void Committed()
        {
        }

        protected internal override void Failed(Exception fault)
        {
        }
    }
}
