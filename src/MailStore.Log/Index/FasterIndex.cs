using FASTER.core;
using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>
/// The index: FasterKV as a cache of the journal that can be made again. FASTER trusts its files and shrugs at read errors, so
/// nothing of it touches a disk but through <see cref="CrcDevice"/>, and the first fault ends the index: every call from then on
/// is a <see cref="StorageFaultException"/>. Readers copy out through few sessions and hold none of FASTER's memory.
/// </summary>
internal sealed class FasterIndex : IVolumeIndex
{
    private readonly IStorage _storage;
    private readonly IndexStore _store;
    private readonly IndexSession _writer;
    private readonly IndexSession? _driver;
    private readonly ReaderPool _readers;
    private readonly IndexCompaction _compaction;
    private uint _nextCheckpoint;
    private Task _running = Task.CompletedTask;
    private long _checkpointed;
    private bool _isClosed;

    private FasterIndex(IStorage storage, IndexStore store, uint nextCheckpoint, long baseline)
    {
        _storage = storage;
        _store = store;
        _nextCheckpoint = nextCheckpoint;
        _writer = store.NewSession();
        _driver = store.Thread == null ? null : store.NewSession();
        _readers = new(store.Faster, store.Functions);
        _compaction = new(store.Faster, _writer, store.Shape, baseline);
    }

    public bool IsPoisoned => _store.Fault.IsSet;

    /// <summary>Octets of the log: the records, and what they were before.</summary>
    public long LogBytes => _store.Faster.Log.TailAddress - _store.Faster.Log.BeginAddress;

    /// <summary>Octets of the log that are in memory, in whole pages.</summary>
    public long MemoryBytes => _store.Faster.Log.MemorySizeBytes;

    public int ValueBytesMax => _store.Shape.ValueBytesMax;

    /// <summary>A new and empty index. Files that another left are no part of it and stay until <see cref="KeepOnly"/>.</summary>
    public static FasterIndex Create(IStorage storage, IndexOptions options)
    {
        var (generation, number) = IndexNames.Fresh(storage);
        return new(storage, new(storage, options, options.Shape(), generation), number, baseline: 0);
    }

    /// <summary>The index as of a checkpoint, exactly, with every block of it proven; or a fault.</summary>
    public static FasterIndex Open(IStorage storage, ReadOnlySpan<byte> checkpoint, IndexOptions options)
    {
        var named = IndexCheckpoint.Decode(checkpoint);
        var content = CheckpointFile.Read(storage, named);
        var store = new IndexStore(storage, options, options.Shape(content.Shape), content.Generation);
        var isOpen = false;
        try
        {
            store.Segments.Load(content);
            store.Metadata.Recover(store.Faster, content);
            store.Fault.ThrowIfSet();
            if (store.Faster.Log.TailAddress != content.End)
            {
                throw new StorageFaultException($"{storage.Place}/{named.FileName}: the index' log ends at {store.Faster.Log.TailAddress} and not at {content.End}: use the checkpoint before it.");
            }

            var index = new FasterIndex(storage, store, Math.Max(named.Number + 1, IndexNames.Fresh(storage).Checkpoint), content.Baseline);
            isOpen = true;
            return index;
        }
        finally
        {
            if (!isOpen)
            {
                store.Dispose();
            }
        }
    }

    public bool TryRead(in IndexKey key, IndexBuffer into)
    {
        _store.Fault.ThrowIfSet();
        var session = _readers.Take();
        bool isFound;
        try
        {
            isFound = session.TryRead(key, into, out _);
        }
        finally
        {
            _readers.Return(session);
        }

        _store.Fault.ThrowIfSet();
        return isFound;
    }

    public void Put(in IndexKey key, ReadOnlySpan<byte> value)
    {
        if (value.Length > ValueBytesMax)
        {
            throw new ArgumentException($"A record of {value.Length} octets is too large: at most {ValueBytesMax} fit a page of the index.", nameof(value));
        }

        _store.Fault.ThrowIfSet();
        _writer.Put(key, value);
        _compaction.Step();
        _store.Fault.ThrowIfSet();
    }

    public void Delete(in IndexKey key)
    {
        _store.Fault.ThrowIfSet();
        _writer.Delete(key);
        _compaction.Step();
        _store.Fault.ThrowIfSet();
    }

    public Task<byte[]> BeginCheckpoint()
    {
        _store.Fault.ThrowIfSet();
        if (!_running.IsCompleted)
        {
            throw new InvalidOperationException("A checkpoint of the index was begun before the last one ended.");
        }

        // The last checkpoint is complete, so what lies before its end is on the device and stays as it is.
        _compaction.Consider(_checkpointed);
        _store.Faster.Log.ShiftBeginAddress(_compaction.Begin);
        var run = new CheckpointRun(_storage, _store, _nextCheckpoint++, _compaction.Baseline);
        run.Fence(_writer);
        if (_driver is { } driver)
        {
            _store.Thread!.Drive(() => run.Step(driver));
        }
        else
        {
            while (!run.Step(_writer))
            {
            }
        }

        _running = run.Done;
        _checkpointed = _store.Faster.Log.ReadOnlyAddress;
        return run.Done;
    }

    public void KeepOnly(IReadOnlyList<byte[]> checkpoints)
    {
        var kept = checkpoints.Where(octets => octets.Length > 0).Select(octets => IndexCheckpoint.Decode(octets)).ToArray();
        var newest = kept.Length == 0 ? 0 : kept.Max(checkpoint => checkpoint.Number);
        foreach (var name in _storage.List())
        {
            // A checkpoint with a higher number is being written, or was never named and goes with the next.
            var isOld = IndexNames.IsCheckpoint(name, out var number)
                ? number < newest && kept.All(checkpoint => checkpoint.Number != number)
                : IndexNames.IsSegment(name, out var generation, out var segment) && !IsNeeded(kept, generation, segment);
            if (isOld)
            {
                _storage.Delete(name);
            }
        }

        _store.Segments.Retire(FirstNeeded(kept, _store.Segments.Generation));
    }

    public IReadOnlyList<IndexKey> Keys()
    {
        var keys = new List<IndexKey>();

        // A scan reads whole pages from the device, so no part of them may be on the way there.
        _store.Faster.Log.Flush(wait: true);
        using var scan = _store.Faster.Log.Scan(_store.Faster.Log.BeginAddress, _store.Faster.Log.TailAddress, ScanBufferingMode.SinglePageBuffering);
        while (scan.GetNext(out var record))
        {
            if (!record.Tombstone && _writer.TryRead(scan.GetKey(), null, out var newest) && newest == scan.CurrentAddress)
            {
                keys.Add(scan.GetKey());
            }
        }

        _store.Fault.ThrowIfSet();
        keys.Sort();
        return keys;
    }

    /// <summary>A checkpoint that was begun is completed first.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _readers.Dispose();
        _compaction.Dispose();
        _store.Thread?.Close();
        _driver?.Dispose();
        _writer.Dispose();
        _store.Dispose();
    }

    private bool IsNeeded(IndexCheckpoint[] kept, uint generation, uint segment) => segment >= FirstNeeded(kept, generation);

    private uint FirstNeeded(IndexCheckpoint[] kept, uint generation)
    {
        var first = generation == _store.Segments.Generation ? _store.Shape.SegmentOf(_store.Faster.Log.BeginAddress) : uint.MaxValue;
        foreach (var checkpoint in kept)
        {
            if (checkpoint.Generation == generation)
            {
                first = Math.Min(first, checkpoint.FirstSegment);
            }
        }

        return first;
    }
}
