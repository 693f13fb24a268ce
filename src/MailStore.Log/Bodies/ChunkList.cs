using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Bodies;

/// <summary>
/// The chunks that a large body was appended as, in order. Each but the last holds exactly <see cref="ChunkBytes"/> octets. Until it
/// is disposed, which is when the body is committed or given up, the segments that they lie in are held.
/// </summary>
public sealed class ChunkList : IDisposable
{
    private readonly List<LogAddress> _addresses = [];
    private readonly Dictionary<uint, SegmentPin> _pins = [];
    private bool _isDisposed;

    public ChunkList(int chunkBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkBytes);
        ChunkBytes = chunkBytes;
    }

    public int ChunkBytes { get; }

    public long Length { get; private set; }

    public IReadOnlyList<LogAddress> Addresses => _addresses;

    public void Dispose()
    {
        lock (_pins)
        {
            _isDisposed = true;
            foreach (var pin in _pins.Values)
            {
                pin.Dispose();
            }

            _pins.Clear();
        }
    }

    internal void Add(LogAddress address, int octets)
    {
        Invariant.Holds(octets <= ChunkBytes && Length % ChunkBytes == 0);
        _addresses.Add(address);
        Length += octets;
    }

    /// <summary>The segment is the one that is written to: it cannot have been removed yet.</summary>
    internal void Hold(SegmentTable segments, uint segment)
    {
        lock (_pins)
        {
            if (!_isDisposed && !_pins.ContainsKey(segment))
            {
                Invariant.Holds(segments.TryPin(segment, out var pin));
                _pins.Add(segment, pin);
            }
        }
    }
}
