namespace MailStore.Wire.Threading;

/// <summary>
/// An operator may have the runtime call back on the very thread that waits for sockets, which spares each command the waking of another
/// thread and that thread's looking for work. As long as such a thread is in our hands, nothing comes in on any connection that it
/// looks after: what may take long leaves it first.
/// </summary>
/// <example><code>if (SocketThread.IsHere) { await Task.Yield(); }</code></example>
public static class SocketThread
{
    /// <summary>This is one of them: no thread of the pool, and of nobody who has continuations come to a place of his own.</summary>
    public static bool IsHere => !Thread.CurrentThread.IsThreadPoolThread && SynchronizationContext.Current is null;
}
