namespace MailStore.Log.Compaction;

/// <summary>Whose turn it is to work on the files of a volume: its own upkeep's, or an operator's. An operator does not wait for a round to end.</summary>
internal sealed class UpkeepTurn
{
    private readonly Lock _gate = new();
    private int _wanted;

    /// <summary>An operator waits: a round ends after its step, and the next one does what is left.</summary>
    public bool IsWanted => Volatile.Read(ref _wanted) > 0;

    public void Begin() => _gate.Enter();

    public void BeginAsOperator()
    {
        Interlocked.Increment(ref _wanted);
        _gate.Enter();
        Interlocked.Decrement(ref _wanted);
    }

    /// <summary>By the thread that began.</summary>
    public void End() => _gate.Exit();
}
