using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>
/// Reads the journal batch by batch from a place between two of them. Each frame must be whole, belong where it lies, follow its
/// predecessor by one and carry its owner's epoch; at the first that does not, the scan is over. It never looks for a next one:
/// what follows damage may be a stranger's mail. A batch is acknowledged as a whole, so of a torn one nothing is taken: the
/// next owner begins where it began, and no later scan has to get over its rest.
/// </summary>
internal sealed class JournalScan : IDisposable
{
    private readonly SegmentTable _segments;
    private readonly FrameGuard _guard;
    private readonly int _blockBytes;
    private readonly List<ScannedFrame> _frames = [];
    private ScanWindow _window;
    private uint _segment;
    private long _at;

    public JournalScan(SegmentTable segments, FrameGuard guard, int blockBytes, JournalEnd from, uint epoch)
    {
        _segments = segments;
        _guard = guard;
        _blockBytes = blockBytes;
        _segment = from.Address.Segment;
        _at = from.Address.Offset;
        Sequence = from.Sequence;
        Epoch = epoch;
        _window = Open(_segment);
    }

    /// <summary>Of the last frame of the last whole batch.</summary>
    public ulong Sequence { get; private set; }

    /// <summary>Of the last frame.</summary>
    public uint Epoch { get; private set; }

    /// <summary>The frames of the batch that was read last.</summary>
    public IReadOnlyList<ScannedFrame> Frames => _frames;

    /// <summary>Where the next batch may begin.</summary>
    public JournalEnd End => new(new LogAddress(_segment, checked((uint)_at)), Sequence);

    public ReadOnlySpan<byte> Payload(in ScannedFrame frame) => _window.At(frame.PayloadFrom, frame.Header.PayloadBytes);

    /// <returns>False at the end, and at damage.</returns>
    public bool ReadBatch()
    {
        _frames.Clear();
        var next = new Position(_at, Sequence, Epoch, IsBetweenBatches: true);
        while (TryFrame(_at, ref next))
        {
            if (next.IsBetweenBatches)
            {
                (_at, Sequence, Epoch) = (next.At, next.Sequence, next.Epoch);
                return true;
            }
        }

        var isEmpty = _frames.Count == 0;
        _frames.Clear();
        return isEmpty && EntersNextSegment() && ReadBatch();
    }

    public void Dispose() => _window.Dispose();

    private bool TryFrame(long keepFrom, ref Position next)
    {
        var octets = _window.Load(keepFrom, next.At, FrameHeader.Bytes);
        var claimed = FrameHeader.ClaimedBytes(octets);
        if (claimed == 0 || next.At + claimed > _window.FileLength)
        {
            return false;
        }

        octets = _window.Load(keepFrom, next.At, claimed);
        var address = new LogAddress(_segment, (uint)next.At);
        var status = FrameHeader.TryRead(octets, _guard.Of(address), out var header, out _);
        if (status == FrameStatus.Foreign)
        {
            throw new VolumeFaultException($"{SegmentName.Of(_segment)} at {next.At} holds a frame of a newer version: open the volume with the version that wrote it, or a newer one.");
        }

        if (status != FrameStatus.Whole || !Follows(header, next))
        {
            return false;
        }

        _frames.Add(new ScannedFrame(address, header));
        next.At += FrameHeader.Aligned(header.FrameBytes);
        next.Sequence = header.Sequence;
        next.Epoch = header.Epoch;
        next.IsBetweenBatches = header.EndsBatch;
        if (header.EndsBatch)
        {
            next.At = AlignUp(next.At);
        }

        return true;
    }

    // An older epoch is what an earlier owner wrote and never acknowledged; a newer one begins with its own frame.
    private static bool Follows(in FrameHeader header, in Position last) =>
        header.Sequence == last.Sequence + 1
        && header.StartsBatch == last.IsBetweenBatches
        && (header.Epoch == last.Epoch || header.Epoch > last.Epoch && header.Type == FrameType.Epoch);

    // A segment ends where its last batch ends; the next one goes on with the next sequence, which proves that nothing is between.
    private bool EntersNextSegment()
    {
        if (!_segments.TryFind(_segment + 1, out var segment))
        {
            return false;
        }

        var window = Open(segment.Number);
        var isNext = false;
        try
        {
            var claimed = FrameHeader.ClaimedBytes(window.Load(0, 0, FrameHeader.Bytes));
            var status = FrameHeader.TryRead(window.Load(0, 0, claimed), _guard.Of(new LogAddress(segment.Number, 0)), out var header, out _);
            isNext = status == FrameStatus.Whole && Follows(header, new Position(0, Sequence, Epoch, true));
        }
        finally
        {
            if (!isNext)
            {
                window.Dispose();
            }
        }

        if (!isNext)
        {
            return false;
        }

        _window.Dispose();
        _window = window;
        _segment = segment.Number;
        _at = 0;
        return true;
    }

    private ScanWindow Open(uint segment) => new(_segments.Storage.Open(SegmentName.Of(segment), WriteMode.ReadOnly));

    private long AlignUp(long offset) => (offset + (_blockBytes - 1)) & ~((long)_blockBytes - 1);

    private record struct Position(long At, ulong Sequence, uint Epoch, bool IsBetweenBatches);
}
