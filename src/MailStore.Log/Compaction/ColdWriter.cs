using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>
/// Writes one segment of the cold generation, from its first frame to its footer. Nobody knows of it before it is whole and
/// durable: a crash leaves a file that no record names.
/// </summary>
internal sealed class ColdWriter : IDisposable
{
    private const int BatchBytes = 1024 * 1024;
    private readonly IStorage _storage;
    private readonly IStorageFile _file;
    private readonly FrameStaging _staging;
    private readonly FooterBuilder _footer = new();
    private readonly FrameGuard _guard;
    private readonly int _blockBytes;
    private readonly uint _epoch;
    private long _length;
    private ulong _sequence;
    private bool _isFinished;

    public ColdWriter(IStorage storage, uint segment, FrameGuard guard, int blockBytes, uint epoch)
    {
        Segment = segment;
        _storage = storage;
        _guard = guard;
        _blockBytes = blockBytes;
        _epoch = epoch;
        _file = storage.Create(SegmentName.Of(segment), WriteMode.Buffered);
        _staging = new FrameStaging(guard, blockBytes, 2 * BatchBytes);
        BeginBatch();
        _staging.Append(FrameType.Epoch, EpochFrame.Bytes, out var payload);
        EpochFrame.Write(payload, guard.Identity, segment);
        _staging.EndUnit();
    }

    public uint Segment { get; }

    /// <summary>Octets so far.</summary>
    public long Length => _isFinished ? _length : _length + _staging.Bytes;

    /// <summary>Adds a frame; the caller fills in the payload before anything else is added.</summary>
    public LogAddress Append(FrameType type, int payloadBytes, out Span<byte> payload)
    {
        if (_staging.Bytes >= BatchBytes)
        {
            EndBatch();
            BeginBatch();
        }

        var address = _staging.Append(type, payloadBytes, out payload);
        _staging.EndUnit();
        return address;
    }

    /// <summary>All of it is durable when this returns.</summary>
    public void Finish()
    {
        EndBatch();
        var footer = _footer.Build();
        var frame = new byte[footer.FrameBytes(_blockBytes)];
        footer.Write(frame, new LogAddress(Segment, checked((uint)_length)), _guard, _epoch);
        _file.Write(_length, frame);
        _length += frame.Length;
        _file.Flush();
        _isFinished = true;
    }

    /// <summary>What was not finished goes.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _staging.Dispose();
        if (!_isFinished)
        {
            _storage.Delete(SegmentName.Of(Segment));
        }
    }

    private void BeginBatch() => _staging.Begin(new LogAddress(Segment, checked((uint)_length)), _sequence, _epoch);

    private void EndBatch()
    {
        var batch = _staging.Seal();
        _footer.AddBatch(_length, batch);
        _file.Write(_length, batch);
        _length += batch.Length;
        _sequence = _staging.LastSequence;
    }
}
