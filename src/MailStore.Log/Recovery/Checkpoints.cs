using MailStore.Log.Commit;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>
/// Checkpoints of the index, begun by the writer between two batches when enough journal was written since the last, finished
/// beside it, and valid from the moment that the manifest names them.
/// </summary>
internal sealed class Checkpoints : IBetweenBatches, IDisposable
{
    private readonly ManifestFile _file;
    private readonly IVolumeIndex _index;
    private readonly Journal _journal;
    private readonly long _bytesDue;
    private Manifest _manifest;
    private byte[] _previous;
    private Task<byte[]>? _running;
    private JournalEnd _runningAt;
    private long _bytesAtLast;
    private volatile bool _isWanted;
    private long _count;
    private ulong _floor;

    /// <param name="file">Owned from here on.</param>
    /// <param name="last">The newest manifest.</param>
    /// <param name="from">The one whose checkpoint the index was opened with.</param>
    /// <param name="isKept">Whether the index can be opened again with a checkpoint.</param>
    public Checkpoints(ManifestFile file, Manifest last, Manifest from, IVolumeIndex index, Journal journal, long bytesDue, bool isKept)
    {
        _file = file;
        _index = index;
        _journal = journal;
        _bytesDue = bytesDue;
        IsKept = isKept;
        _previous = from.IndexCheckpoint;

        // If the newest one's checkpoint was damaged, the next is written over it and not over the good one.
        var generation = ReferenceEquals(last, from) ? last.Generation : last.Generation + 1;
        _manifest = last with { Generation = generation, Epoch = from.Epoch, Checkpoint = from.Checkpoint, IndexCheckpoint = from.IndexCheckpoint };
    }

    /// <summary>A checkpoint has ended and the writer should look.</summary>
    public Action? Ended { get; set; }

    /// <summary>How many were completed.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Whoever falls back to the checkpoint before the last replays from here. At first not known, so from the start.</summary>
    public LogAddress Floor => new(Volatile.Read(ref _floor));

    /// <summary>The last one that was written.</summary>
    public Manifest Manifest => Volatile.Read(ref _manifest);

    /// <summary>Replay begins here.</summary>
    public JournalEnd Last => _manifest.Checkpoint;

    /// <summary>Whether the index can be opened again with a checkpoint.</summary>
    public bool IsKept { get; }

    public bool IsRunning => _running is not null;

    /// <summary>Asks for one at the next opportunity.</summary>
    public void Want() => _isWanted = true;

    public bool HasWork => _running is { } running ? running.IsCompleted : IsKept && _isWanted;

    public bool Run()
    {
        if (_running is { IsCompleted: true })
        {
            Finish(isClean: false);
            return true;
        }

        if (_running is null && IsKept && (_isWanted || _journal.BytesWritten - _bytesAtLast >= _bytesDue))
        {
            Begin();
            return true;
        }

        return false;
    }

    /// <summary>One from beginning to end, on this thread; it is the writer's or the writer has ended.</summary>
    public void RunToEnd(bool isClean)
    {
        if (_running is not null)
        {
            Finish(isClean: false);
        }

        if (!IsKept)
        {
            WriteManifest(_manifest.Checkpoint, _manifest.IndexCheckpoint, isClean, _manifest.Epoch);
            return;
        }

        Begin();
        Finish(isClean);
    }

    public void Dispose() => _file.Dispose();

    private void Begin()
    {
        _isWanted = false;
        _bytesAtLast = _journal.BytesWritten;
        _runningAt = _journal.End;
        _running = _index.BeginCheckpoint();
        if (Ended is { } ended)
        {
            _ = _running.ContinueWith(static (_, state) => ((Action)state!)(), ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Finish(bool isClean)
    {
        var checkpoint = _running!.GetAwaiter().GetResult();
        _running = null;
        var previous = _manifest.Checkpoint.Address;
        WriteManifest(_runningAt, checkpoint, isClean, _journal.Epoch);
        _index.KeepOnly(_previous.Length == 0 ? [checkpoint] : [checkpoint, _previous]);
        _previous = checkpoint;
        Volatile.Write(ref _floor, previous.Value);
        Volatile.Write(ref _count, _count + 1);
    }

    private void WriteManifest(JournalEnd checkpoint, byte[] indexCheckpoint, bool isClean, uint epoch)
    {
        _manifest = _manifest with
        {
            Generation = _manifest.Generation + 1,
            Epoch = epoch,
            Checkpoint = checkpoint,
            IndexCheckpoint = indexCheckpoint,
            Durable = _journal.End,
            IsClean = isClean,
        };
        _file.Write(_manifest);
    }
}
