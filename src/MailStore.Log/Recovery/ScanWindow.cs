using MailStore.Log.Devices;

namespace MailStore.Log.Recovery;

/// <summary>Octets of a file in memory, moved forward over it; it grows with the largest unit that is asked for.</summary>
internal sealed class ScanWindow(IStorageFile file) : IDisposable
{
    private const int PieceBytes = 1024 * 1024;
    private byte[] _octets = new byte[PieceBytes];
    private long _start;
    private int _length;

    public long FileLength { get; } = file.Length;

    /// <summary>The octets there; fewer if the file ends.</summary>
    /// <param name="keepFrom">Octets from here on stay where <see cref="At"/> finds them.</param>
    public ReadOnlySpan<byte> Load(long keepFrom, long from, int count)
    {
        var available = (int)Math.Clamp(FileLength - from, 0, count);
        if (available == 0)
        {
            return [];
        }

        if (from < _start || keepFrom < _start || from + available > _start + _length)
        {
            Move(keepFrom, from + available);
        }

        return At(from, available);
    }

    public ReadOnlySpan<byte> At(long from, int count) => _octets.AsSpan((int)(from - _start), count);

    public void Dispose() => file.Dispose();

    private void Move(long start, long end)
    {
        var needed = checked((int)Math.Min(Math.Max(end - start, PieceBytes), FileLength - start));
        var octets = needed > _octets.Length ? new byte[Math.Max(needed, 2 * _octets.Length)] : _octets;
        var kept = start >= _start && start < _start + _length ? (int)(_start + _length - start) : 0;
        _octets.AsSpan((int)(kept > 0 ? start - _start : 0), kept).CopyTo(octets);
        _octets = octets;
        _start = start;
        var room = (int)Math.Min(_octets.Length, FileLength - start) - kept;
        _length = kept + file.Read(start + kept, _octets.AsSpan(kept, room));
        if (_length < kept + room)
        {
            throw new StorageFaultException($"{file.Name} became shorter while it was read. Look at the disk, then start again.");
        }
    }
}
