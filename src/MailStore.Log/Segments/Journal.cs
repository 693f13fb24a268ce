using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>
/// Where the log grows: one batch at a time is staged, and written in one durable write at the end of the youngest segment. After
/// a fault it takes nothing more.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly SegmentTable _segments;
    private readonly FrameGuard _guard;
    private readonly long _segmentBytes;
    private readonly AlignedBuffer? _zeros;
    private Segment _segment;
    private long _zeroedTo;
    private bool _isAheadOff;
    private int _lastBatchBytes;
    private IStorageFile _file;
    private bool _isFaulted;
    private bool _wantsRoll;

    private Journal(SegmentTable segments, Segment segment, IStorageFile file, FrameStaging staging, in JournalPlan plan)
    {
        _segments = segments;
        _segment = segment;
        _file = file;
        Staging = staging;
        _guard = plan.Guard;
        _segmentBytes = plan.SegmentBytes;
        Epoch = plan.Epoch;
        End = plan.End;
        _zeros = plan.ZerosAheadBytes > 0 ? new AlignedBuffer(plan.ZerosAheadBytes) : null;
    }

    public SegmentTable Segments => _segments;

    public FrameStaging Staging { get; }

    public uint Epoch { get; }

    /// <summary>All before it is durable.</summary>
    public JournalEnd End { get; private set; }

    /// <summary>Octets committed since it was opened, padding included.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Goes on at the plan's end, in a segment that is there and is cut off at it. The new owner's epoch is durable when this returns.</summary>
    public static Journal Continue(SegmentTable segments, in JournalPlan plan)
    {
        Invariant.Holds(segments.TryFind(plan.End.Address.Segment, out var segment));
        return Owned(segments, segment, segments.Storage.Open(segment.Name, WriteMode.Durable), plan);
    }

    /// <summary>Begins with the first segment of all.</summary>
    public static Journal Start(SegmentTable segments, in JournalPlan plan)
    {
        Invariant.Holds(plan.End.Address.Offset == 0);
        var segment = segments.Add(plan.End.Address.Segment, length: 0, isSealed: false);
        return Owned(segments, segment, segments.Storage.Create(segment.Name, WriteMode.Durable), plan);
    }

    /// <summary>Begins a batch of about this size; it will not cross into another segment, however large it becomes.</summary>
    /// <returns>The number of a segment that was begun for it, whose first frame is staged already; 0 if none was.</returns>
    public uint Begin(long bytesHint)
    {
        Invariant.Holds(!_isFaulted);
        var begun = 0u;
        if (_segment.Length > 0 && (_wantsRoll || _segment.Length + bytesHint > _segmentBytes))
        {
            Roll();
            begun = _segment.Number;
        }

        Staging.Begin(End.Address, End.Sequence, Epoch);
        if (begun != 0)
        {
            StageEpoch();
        }

        return begun;
    }

    /// <summary>Makes the staged batch durable. When this throws nothing is known of it, and the journal is finished.</summary>
    public void Commit()
    {
        Invariant.Holds(!_isFaulted);
        var octets = Staging.Seal();
        _isFaulted = true;
        _file.Write(End.Address.Offset, octets);
        _isFaulted = false;
        End = new JournalEnd(new LogAddress(_segment.Number, checked(End.Address.Offset + (uint)octets.Length)), Staging.LastSequence);
        BytesWritten += octets.Length;
        _lastBatchBytes = octets.Length;
        _segment.Length = End.Address.Offset;
    }

    /// <summary>
    /// Writes zeros where the next batches will go, if they are small. A write to blocks that are there already costs the disk half
    /// of one that makes the file longer, which the file system has to note in its own journal. Large batches gain nothing by it.
    /// </summary>
    public void PrepareAhead()
    {
        var offset = End.Address.Offset;
        if (_zeros is null || _isAheadOff || _isFaulted || _lastBatchBytes > _zeros.Span.Length / 16 || _zeroedTo - offset >= _lastBatchBytes)
        {
            return;
        }

        var from = Math.Max(_zeroedTo, offset);
        if (from + _zeros.Span.Length > _segmentBytes)
        {
            return;
        }

        _zeroedTo = from + _zeros.Span.Length;
        _isFaulted = true;
        try
        {
            _file.Write(from, _zeros.Span);
        }
        catch (StorageFaultException fault) when (fault.IsFull)
        {
            // Nobody was promised these octets. What is left of the disk is for mail.
            _isAheadOff = true;
        }

        _isFaulted = false;
    }

    public void Dispose()
    {
        _isFaulted = true;
        _zeros?.Dispose();
        _file.Dispose();
        Staging.Dispose();
    }

    private static Journal Owned(SegmentTable segments, Segment segment, IStorageFile file, in JournalPlan plan)
    {
        Invariant.Holds(plan.BlockBytes % file.BlockBytes == 0);
        var journal = new Journal(segments, segment, file, new FrameStaging(plan.Guard, plan.BlockBytes, plan.StagingBytes), plan);
        var isOwned = false;
        try
        {
            journal.Staging.Begin(plan.End.Address, plan.End.Sequence, plan.Epoch);
            journal.StageEpoch();
            journal.Commit();
            isOwned = true;
            return journal;
        }
        finally
        {
            if (!isOwned)
            {
                journal.Dispose();
            }
        }
    }

    // The first frame of a segment and of an owner.
    private void StageEpoch()
    {
        Staging.Append(FrameType.Epoch, EpochFrame.Bytes, out var payload);
        EpochFrame.Write(payload, _guard.Identity, _segment.Number);
        Staging.EndUnit();
    }

    /// <summary>The next batch begins a new segment.</summary>
    public void WantRoll() => _wantsRoll = true;

    private void Roll()
    {
        _isFaulted = true;
        _wantsRoll = false;
        var next = checked(_segment.Number + 1);
        if (_zeroedTo > _segment.Length)
        {
            _file.SetLength(_segment.Length);
        }

        _zeroedTo = 0;
        _file.Dispose();
        _segment.IsSealed = true;
        _segment = _segments.Add(next, length: 0, isSealed: false);
        _file = _segments.Storage.Create(_segment.Name, WriteMode.Durable);
        End = End with { Address = new LogAddress(next, 0) };
        _isFaulted = false;
    }
}
