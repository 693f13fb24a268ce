using FASTER.core;
using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>One checkpoint on its way: FASTER flushes its log, then its files and ours are made durable, then it has a name.</summary>
internal sealed class CheckpointRun
{
    private readonly IStorage _storage;
    private readonly IndexStore _store;
    private readonly uint _number;
    private readonly long _baseline;
    private readonly TaskCompletionSource<byte[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HybridLogRecoveryInfo? _content;

    public CheckpointRun(IStorage storage, IndexStore store, uint number, long baseline)
    {
        _storage = storage;
        _store = store;
        _number = number;
        _baseline = baseline;
    }

    public Task<byte[]> Done => _done.Task;

    /// <summary>
    /// The fence: when it returns, whatever was put is in the checkpoint and whatever comes is not. Until then the writer
    /// stands here, so that no record of the next version lies before the checkpoint's end.
    /// </summary>
    public void Fence(IndexSession writer)
    {
        if (!_store.Faster.TryInitiateHybridLogCheckpoint(out _, CheckpointType.FoldOver))
        {
            throw new InvalidOperationException("FASTER is in the middle of another checkpoint.");
        }

        do
        {
            writer.Refresh();
        }
        while (_store.Faster.SystemState.Phase is not (Phase.WAIT_FLUSH or Phase.PERSISTENCE_CALLBACK or Phase.REST));
    }

    /// <summary>Takes it on by one step.</summary>
    /// <returns>Whether it ended, well or not.</returns>
    public bool Step(IndexSession session)
    {
        session.Refresh();
        _content ??= _store.Metadata.Take();
        if (_content is not { } content || _store.Faster.SystemState.Phase != Phase.REST)
        {
            return false;
        }

        try
        {
            _store.Fault.ThrowIfSet();
            _done.SetResult(Complete(content).Encode());
        }
        catch (StorageFaultException fault)
        {
            _store.Fault.Set(fault);
            _done.SetException(fault);
        }

        return true;
    }

    private IndexCheckpoint Complete(in HybridLogRecoveryInfo content)
    {
        _store.Segments.Flush();
        var (sums, tail) = _store.Segments.Describe(content.beginAddress, content.finalLogicalAddress);
        return CheckpointFile.Write(_storage, new()
        {
            Shape = _store.Shape,
            Number = _number,
            Generation = _store.Segments.Generation,
            Begin = content.beginAddress,
            End = content.finalLogicalAddress,
            LogVersion = content.version,
            Baseline = _baseline,
            Sums = sums,
            Tail = tail,
        });
    }
}
