using MailStore.Log.Devices;

namespace MailStore.Log.Segments;

/// <summary>
/// A segment in a window that moves over it from front to back. If it reads ahead, another thread fetches the next piece while this
/// one is looked at; what was left of the piece before is put in front of it.
/// </summary>
internal sealed class SegmentWindow(IStorageFile file, long end, bool readsAhead) : IDisposable
{
    public const int PieceBytes = 4 * 1024 * 1024;

    /// <summary>In front of a piece: room for a frame that began in the one before.</summary>
    private const int FrontBytes = 1024 * 1024;

    private readonly int _frontBytes = readsAhead ? FrontBytes : 0;
    private byte[] _octets = GC.AllocateUninitializedArray<byte>(PieceBytes + (readsAhead ? FrontBytes : 0));
    private byte[] _other = readsAhead ? GC.AllocateUninitializedArray<byte>(PieceBytes + FrontBytes) : [];
    private Task<int>? _ahead;
    private long _aheadFrom;

    // Where in the segment the first octet at _base belongs.
    private long _start;
    private int _base;
    private int _length;

    /// <summary>Octets of the segment; they stay until others are loaded.</summary>
    public ReadOnlySpan<byte> Load(long from, int count)
    {
        if (from < _start || from + count > _start + _length)
        {
            Move(from, count);
        }

        return At(from, count);
    }

    /// <summary>Octets that were loaded.</summary>
    public ReadOnlySpan<byte> At(long from, int count) => _octets.AsSpan(_base + (int)(from - _start), count);

    public void Dispose()
    {
        if (_ahead is not null)
        {
            // What failed there nobody wanted to know.
            ((IAsyncResult)_ahead).AsyncWaitHandle.WaitOne();
        }

        file.Dispose();
    }

    private void Move(long from, int count)
    {
        if (!TryTakeAhead(from, count))
        {
            Read(from, count);
        }

        if (readsAhead && _start + _length is var next && next < end)
        {
            (_aheadFrom, var other) = (next, _other);
            var wanted = (int)Math.Min(PieceBytes, end - next);
            _ahead = Task.Run(() => file.Read(next, other.AsSpan(_frontBytes, wanted)));
        }
    }

    private bool TryTakeAhead(long from, int count)
    {
        if (_ahead is null)
        {
            return false;
        }

        var read = _ahead.GetAwaiter().GetResult();
        _ahead = null;
        var front = _aheadFrom - from;
        if (from < _start || front < 0 || front > _frontBytes || count > front + read)
        {
            return false;
        }

        At(from, (int)front).CopyTo(_other.AsSpan(_frontBytes - (int)front));
        (_octets, _other) = (_other, _octets);
        (_start, _base, _length) = (from, _frontBytes - (int)front, (int)front + read);
        return true;
    }

    private void Read(long from, int count)
    {
        if (count > _octets.Length)
        {
            _octets = GC.AllocateUninitializedArray<byte>(count);
        }

        var wanted = (int)Math.Min(Math.Max(PieceBytes, count), end - from);
        (_start, _base, _length) = (from, 0, 0);
        _length = file.Read(from, _octets.AsSpan(0, wanted));
        if (_length < wanted)
        {
            throw new StorageFaultException($"{file.Name} became shorter while it was read. Look at the disk, then start again.");
        }
    }
}
