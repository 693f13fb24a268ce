namespace MailStore.Log.Commit;

/// <summary>For a writer that is stepped: the write happens as late as it may, on the thread of whoever steps.</summary>
internal sealed class DeferredWrite : IWriteBehind
{
    private Action? _write;

    public bool IsDone => false;

    public bool IsDeferred => true;

    public void Begin(Action write) => _write = write;

    public void End()
    {
        var write = _write!;
        _write = null;
        write();
    }

    public void Dispose()
    {
        // What was not written is as lost as if power had gone.
    }
}
