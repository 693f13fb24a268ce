using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>
/// Where the log grows: one batch at a time is staged, and written in one durable write at the end of the youngest segment. While
/// a batch that was sealed is being written the next one is staged behind it. After a fault it takes nothing more.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly SegmentTable _segments;
    private readonly FrameGuard _guard;
    private readonly long _segmentBytes;
    private readonly AlignedBuffer? _zeros;
    private FrameStaging _other;
    private FrameStaging? _sealed;
    private JournalEnd _sealedEnd;
    private int _sealedBytes;
    private Segment _segment;
    private long _zeroedTo;
    private bool _isAheadOff;
    private int _lastBatchBytes;
    private IStorageFile _file;
    private bool _isFaulted;
    private bool _wantsRoll;

    private Journal(SegmentTable segments, Segment segment, IStorageFile file, in JournalPlan plan)
    {
        _segments = segments;
        _segment = segment;
        _file = file;
        Staging = new FrameStaging(plan.Guard, plan.BlockBytes, plan.StagingBytes);
        _other = new FrameStaging(plan.Guard, plan.BlockBytes, plan.StagingBytes);
        _guard = plan.Guard;
        _segmentBytes = plan.SegmentBytes;
        Epoch = plan.Epoch;
        End = plan.End;
        _zeros = plan.ZerosAheadBytes > 0 ? new AlignedBuffer(plan.ZerosAheadBytes) : null;
    }

    public SegmentTable Segments => _segments;

    public FrameStaging Staging { get; private set; }

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

    // All that was sealed lies before it.
    private JournalEnd Tail => _sealed is null ? End : _sealedEnd;

    /// <summary>Whether a batch of about this size begins a new segment: not while another one is being written.</summary>
    public bool WouldRoll(long bytesHint) =>
        Tail.Address.Offset > 0 && (_wantsRoll || Tail.Address.Offset + bytesHint > _segmentBytes);

    /// <summary>Whether so much more lies in the segment of the batch that was begun.</summary>
    public bool HasRoom(long bytesHint) => Tail.Address.Offset + Staging.Bytes + bytesHint <= _segmentBytes;

    /// <summary>Begins a batch of about this size; it will not cross into another segment, however large it becomes.</summary>
    /// <returns>The number of a segment that was begun for it, whose first frame is staged already; 0 if none was.</returns>
    public uint Begin(long bytesHint)
    {
        Invariant.Holds(!_isFaulted);
        var begun = 0u;
        if (WouldRoll(bytesHint))
        {
            Roll();
            begun = _segment.Number;
        }

        Staging.Begin(Tail.Address, Tail.Sequence, Epoch);
        if (begun != 0)
        {
            StageEpoch();
        }

        return begun;
    }

    /// <summary>The staged batch is whole. What is begun from here on lies behind it.</summary>
    /// <returns>Its octets.</returns>
    public int Seal()
    {
        Invariant.Holds(!_isFaulted && _sealed is null);
        _sealedBytes = Staging.Seal().Length;
        _sealedEnd = new JournalEnd(new LogAddress(_segment.Number, checked(End.Address.Offset + (uint)_sealedBytes)), Staging.LastSequence);
        _sealed = Staging;
        (Staging, _other) = (_other, Staging);
        return _sealedBytes;
    }

    /// <summary>Makes the sealed batch durable; any thread. When this throws nothing is known of it, and the journal is finished.</summary>
    public void Write() => _file.Write(End.Address.Offset, _sealed!.Sealed);

    /// <summary>The sealed batch is durable.</summary>
    public void Written()
    {
        Invariant.Holds(!_isFaulted && _sealed is not null);
        End = _sealedEnd;
        BytesWritten += _sealedBytes;
        _lastBatchBytes = _sealedBytes;
        _segment.Length = End.Address.Offset;
        _sealed = null;
    }

    /// <summary>Seals the staged batch and makes it durable.</summary>
    private void Commit()
    {
        Seal();
        _isFaulted = true;
        Write();
        _isFaulted = false;
        Written();
    }

    /// <summary>
    /// Writes zeros where the next batches will go, if they are small. A write to blocks that are there already costs the disk half
    /// of one that makes the file longer, which the file system has to note in its own journal. Large batches gain nothing by it.
    /// </summary>
    public void PrepareAhead()
    {
        var offset = End.Address.Offset;
        Invariant.Holds(_sealed is null);
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
        _other.Dispose();
    }

    private static Journal Owned(SegmentTable segments, Segment segment, IStorageFile file, in JournalPlan plan)
    {
        Invariant.Holds(plan.BlockBytes % file.BlockBytes == 0);
        var journal = new Journal(segments, segment, file, plan);
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
        Invariant.Holds(_sealed is null);
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
