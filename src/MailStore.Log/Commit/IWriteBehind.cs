namespace MailStore.Log.Commit;

/// <summary>Writes one batch to the disk while the writer decides the next one.</summary>
internal interface IWriteBehind : IDisposable
{
    /// <summary>Whether what was begun is over, well or not. The writer is woken when it becomes true.</summary>
    bool IsDone { get; }

    /// <summary>Whether nobody writes it before <see cref="End"/> is called.</summary>
    bool IsDeferred { get; }

    /// <summary>Begins it; the one before has ended.</summary>
    void Begin(Action write);

    /// <summary>Waits for it, and throws what went wrong.</summary>
    void End();
}
