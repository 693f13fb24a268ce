using System.Collections.Concurrent;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Volumes;

/// <summary>
/// One owner's mail: a journal that is its truth, an index of it, and a writer that is the only one to change either. Requests
/// go in by <see cref="TrySubmit"/>; readers read beside the writer.
/// </summary>
public sealed class Volume : IDisposable
{
    private readonly RequestQueue _queue;
    private readonly GroupCommit _commit;
    private readonly Checkpoints _checkpoints;
    private readonly Journal _journal;
    private readonly SegmentTable _segments;
    private readonly IVolumeIndex _index;
    private readonly BodyShelf _shelf;
    private readonly BodyShelf _writersShelf;
    private readonly WriterThread? _thread;
    private readonly IWriteBehind _disk;
    private readonly ConcurrentQueue<AppendRequest> _appends = new();
    private readonly UpkeepThread? _upkeep;
    private bool _isClosed;

    private Volume(RecoveredVolume recovered, Journal journal, Checkpoints checkpoints, IIndexSource indexes, IVolumeState state, VolumeOptions options, TimeProvider time, WriterMode mode)
    {
        _segments = recovered.Segments;
        _index = recovered.Index;
        _journal = journal;
        _checkpoints = checkpoints;
        Options = options;
        var overlay = new IndexOverlay(_index);
        var bodies = new BodyTable(overlay);
        if (recovered.End.Address.Offset == 0)
        {
            // The batch that began this segment was torn: our epoch's frame is its first one now.
            bodies.Begun(recovered.End.Address.Segment);
            bodies.Flush();
            overlay.Apply();
        }

        var batch = new Batch(_journal, overlay, bodies, time, options.FrameBytesMax);
        _queue = new RequestQueue(options.QueueRequestsMax, options.QueueBytesMax);
        _disk = mode == WriterMode.Threaded ? new WriteThread("disk of " + _segments.Storage.Place, () => _thread?.Wake()) : new DeferredWrite();
        var limits = new BatchLimits(options.BatchRequestsMax, options.BatchBytesMax, options.WriteBehindBytes);
        _commit = new GroupCommit(_queue, batch, state, _checkpoints, _disk, limits, new(time, options.CommitWatch));
        var guard = new FrameGuard(options.Identity);
        _shelf = new BodyShelf(_segments, guard, _index);
        _writersShelf = new BodyShelf(_segments, guard, overlay);
        state.Publish();
        if (mode == WriterMode.Threaded)
        {
            _thread = new WriterThread(_commit, "writer of " + _segments.Storage.Place);
            _checkpoints.Ended = _thread.Wake;
        }

        Parts = new VolumeParts
        {
            Segments = _segments,
            Guard = guard,
            BlockBytes = recovered.Manifest.BlockBytes,
            FrameBytesMax = options.FrameBytesMax,
            ColdSegmentBytes = options.ColdSegmentBytes,
            Epoch = recovered.Epoch,
            Index = _index,
            State = state,
            Submit = TrySubmit,
            Fault = () => Fault,
            CheckpointFloor = () => _checkpoints.Floor,
            JournalEnd = () => _journal.End,
            Manifest = () => _checkpoints.Manifest,
            Exports = new Exports(_segments.Storage),
            OpenCheckpoint = checkpoint => indexes.Open(_segments.Storage, checkpoint),
            Roll = _journal.WantRoll,
            WantCheckpoint = WantCheckpoint,
            Checkpoints = checkpoints.IsKept ? () => _checkpoints.Count : null,
        };
        if (_thread is not null && options.Upkeep.RunsByItself)
        {
            _upkeep = new UpkeepThread(new Upkeep(Parts, options.Upkeep, time), options.Upkeep, time, UpkeepEnded, "upkeep of " + _segments.Storage.Place);
        }
    }

    /// <summary>With the sizes that the volume was created with.</summary>
    public VolumeOptions Options { get; }

    /// <summary>The metadata, as of the last batch that was committed.</summary>
    public IIndexReader Index => _index;

    /// <summary>Why nothing is committed any more; null while it is.</summary>
    public Exception? Fault => _commit.Fault;

    /// <summary>Requests that wait or are being committed.</summary>
    public int QueuedRequests => _queue.Requests;

    /// <summary>Their octets, about.</summary>
    public long QueuedBytes => _queue.Bytes;

    /// <summary>Requests that were answered since it was opened, and did not only look at something.</summary>
    public long WrittenRequests => _queue.WrittenRequests;

    /// <summary>Whether somebody has to call <see cref="RunOnce"/>.</summary>
    public bool IsStepped => _thread is null;

    /// <summary>Why the upkeep in the background ended; null while it goes on, or if there is none.</summary>
    public Exception? UpkeepFault => _upkeep?.Fault;

    /// <summary>For work in the background.</summary>
    internal VolumeParts Parts { get; }

    /// <summary>Makes a new volume where nothing is yet.</summary>
    public static void Create(IStorage storage, VolumeOptions options) => VolumeCreation.Run(storage, options);

    /// <summary>
    /// Opens a volume: finds all that was ever acknowledged and cuts off what was not, or refuses with a sentence and changes
    /// nothing (<see cref="VolumeFaultException"/>, <see cref="StorageFaultException"/>).
    /// </summary>
    public static Volume Open(IStorage storage, IVolumeState state, VolumeOptions options, TimeProvider time, WriterMode mode) =>
        Open(storage, state, options, time, mode, new FasterIndexSource(options.Index(mode)));

    internal static Volume Open(IStorage storage, IVolumeState state, VolumeOptions options, TimeProvider time, WriterMode mode, IIndexSource indexes)
    {
        var recovered = new VolumeRecovery(storage, indexes, state).Run();
        var manifest = recovered.Manifest;
        var sizes = options with
        {
            Identity = manifest.Identity,
            FrameBytesMax = manifest.FrameBytesMax,
            SegmentBytes = manifest.SegmentBytes,
            ColdSegmentBytes = manifest.ColdSegmentBytes,
        };
        Journal? journal = null;
        ManifestFile? file = null;
        Volume? volume = null;
        try
        {
            journal = Journal.Continue(recovered.Segments, new JournalPlan
            {
                Guard = new FrameGuard(manifest.Identity),
                Epoch = recovered.Epoch,
                End = recovered.End,
                SegmentBytes = manifest.SegmentBytes,
                BlockBytes = manifest.BlockBytes,
                ZerosAheadBytes = options.ZerosAheadBytes,
                StagingBytes = options.BatchBytesMax + manifest.FrameBytesMax,
            });
            file = ManifestFile.Open(storage);
            var checkpoints = new Checkpoints(file, manifest, recovered.From, recovered.Index, journal, options.CheckpointBytes, indexes.KeepsCheckpoints);
            volume = new Volume(recovered, journal, checkpoints, indexes, state, sizes, time, mode);
            return volume;
        }
        finally
        {
            if (volume is null)
            {
                file?.Dispose();
                journal?.Dispose();
                recovered.Index.Dispose();
                recovered.Segments.Dispose();
            }
        }
    }

    // Work in the background fails when the volume closes under it; that was told already.
    private void UpkeepEnded(Exception fault)
    {
        if (Fault is null)
        {
            Parts.State.UpkeepEnded(fault);
        }
    }

    /// <summary>Hands a request to the writer. False: there are too many already, or the volume is closed (<see cref="Fault"/>).</summary>
    public bool TrySubmit(VolumeRequest request)
    {
        if (!_queue.TryPush(request))
        {
            return false;
        }

        _thread?.Wake();
        return true;
    }

    /// <summary>Appends a change, with a body if it is not empty, and is done when it is durable. The octets stay as they are until then.</summary>
    /// <exception cref="InvalidOperationException">The writer's queue is full, or the volume is closed.</exception>
    public ValueTask<LogAddress> AppendAsync(ReadOnlyMemory<byte> change, ReadOnlyMemory<byte> body)
    {
        if (!_appends.TryDequeue(out var request))
        {
            request = new AppendRequest(_appends);
        }

        request.Prepare(change, body);
        var task = request.Task;
        if (!TrySubmit(request))
        {
            request.Return();
            throw new InvalidOperationException(Fault is null ? "Too many requests wait for the writer." : "The volume is closed.", Fault);
        }

        return task;
    }

    /// <summary>A body by its id. The reader holds it readable until it is disposed.</summary>
    /// <param name="body">Its id.</param>
    /// <param name="closed">A reader of this volume that its owner has disposed and uses again: then nothing is allocated.</param>
    public IBodyReader OpenBody(LogAddress body, IBodyReader? closed = null) => _shelf.Open(body, (BodyReader?)closed);

    /// <summary>The octets of a body from an offset to its end, where <see cref="IBatch.AppendBody(ReadOnlySpan{byte}, in System.Buffers.ReadOnlySequence{byte}, int)"/> gave just these a checksum; see <see cref="BodyShelf.TryReadTail"/>.</summary>
    public bool TryReadTail(LogAddress body, long from, System.Buffers.IBufferWriter<byte> into) => _shelf.TryReadTail(body, from, into);

    /// <summary>
    /// Holds the segments that these bodies lie in now readable until it is disposed, also bodies that die meanwhile. For the
    /// writer, before it releases.
    /// </summary>
    public IDisposable? PinSegmentsOf(IReadOnlyList<LogAddress> bodies) => _writersShelf.Pin(bodies);

    /// <summary>One batch, by the caller's thread; only in <see cref="WriterMode.Stepped"/>.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public bool RunOnce()
    {
        Invariant.Holds(_thread is null);
        return _commit.RunOnce();
    }

    /// <summary>Makes the next recovery short. Returns when it is done; not for the writer's thread.</summary>
    public void Checkpoint()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var request = new CheckpointRequest(_checkpoints);
        if (!TrySubmit(request))
        {
            throw new InvalidOperationException("The volume takes no request now.", Fault);
        }

        while (_thread is null && _commit.RunOnce())
        {
        }

        request.Wait();
    }

    /// <summary>Commits what waits, takes a checkpoint and closes: the next open replays nothing.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _upkeep?.Dispose();
        _thread?.Dispose();
        _commit.RunToEnd();
        var wasSound = _commit.Fault is null;
        _commit.Stop();
        _disk.Dispose();
        _commit.FailPending();
        try
        {
            if (wasSound)
            {
                _checkpoints.RunToEnd(isClean: true);
            }
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Closes without a word to the disk, as a killed process would: what waits fails.</summary>
    public void Abandon()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _commit.Stop();
        _upkeep?.Dispose();
        _thread?.Dispose();
        _disk.Dispose();
        _commit.FailPending();
        Release();
    }

    private void WantCheckpoint()
    {
        _checkpoints.Want();
        _thread?.Wake();
    }

    private void Release()
    {
        _checkpoints.Dispose();
        _journal.Dispose();
        _index.Dispose();
        _segments.Dispose();
    }
}
