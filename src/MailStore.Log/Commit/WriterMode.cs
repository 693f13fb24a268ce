namespace MailStore.Log.Commit;

/// <summary>Who drives a volume's writer.</summary>
public enum WriterMode
{
    /// <summary>A thread of its own.</summary>
    Threaded,

    /// <summary>The caller, by <c>RunOnce</c>: no thread, so a seed replays a run.</summary>
    Stepped,
}
