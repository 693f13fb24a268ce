using MailStore.Log.Commit;

namespace MailStore.Log.Compaction;

/// <summary>A request of the collector's. It is looked at from time to time, as nobody waits for it.</summary>
internal abstract class WriterStep : VolumeRequest
{
    private volatile bool _isDone;
    private volatile Exception? _fault;

    /// <summary>Committed; a fault of the volume is thrown here.</summary>
    public bool IsDone => _fault is { } fault ? throw new InvalidOperationException("The volume closed under the collector.", fault) : _isDone;

    protected internal sealed override void Decide(IBatch batch) => Decide((Batch)batch);

    protected internal sealed override void Committed() => _isDone = true;

    protected internal sealed override void Failed(Exception fault) => _fault = fault;

    protected abstract void Decide(Batch batch);
}
