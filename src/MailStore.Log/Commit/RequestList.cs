namespace MailStore.Log.Commit;

/// <summary>Requests of one batch, in order, by their own links.</summary>
internal struct RequestList
{
    private VolumeRequest? _first;
    private VolumeRequest? _last;

    public int Count { get; private set; }

    /// <summary>Octets that they brought along, about.</summary>
    public long Bytes { get; private set; }

    public void Add(VolumeRequest request)
    {
        if (_last is null)
        {
            _first = request;
        }
        else
        {
            _last.Next = request;
        }

        _last = request;
        Count++;
        Bytes += request.QueuedBytes;
    }

    /// <summary>The next one; null when all were taken. Whoever is told may submit it again at once, so it has no link any more.</summary>
    public VolumeRequest? Take()
    {
        var taken = _first;
        if (taken is not null)
        {
            _first = taken.Next;
            taken.Next = null;
        }

        return taken;
    }

    public void Clear() => this = default;
}
