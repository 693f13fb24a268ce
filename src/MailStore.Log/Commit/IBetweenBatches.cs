namespace MailStore.Log.Commit;

/// <summary>What the writer does besides: called when no batch is under way, with all that was committed in the index.</summary>
internal interface IBetweenBatches
{
    /// <summary>Whether the writer should look: asked before it goes to sleep.</summary>
    bool HasWork { get; }

    /// <returns>Whether there was anything to do.</returns>
    bool Run();
}
