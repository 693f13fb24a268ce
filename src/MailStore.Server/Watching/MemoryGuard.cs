using System.Runtime.ExceptionServices;

namespace MailStore.Server.Watching;

/// <summary>
/// Ends the process when its memory has run out. One that goes on would lose what it has no memory to pass on: a session that waits
/// for a wake-up that was never queued waits for ever, and holds what it holds. Whoever starts it again has all that was
/// acknowledged, some seconds later. A request that was merely too large for what is left ends its own session and no more.
/// </summary>
internal sealed class MemoryGuard : IDisposable
{
    private const string Words =
        "mailstore: There is no memory left, and this process ends. Nothing that was acknowledged is lost: start it again, with more memory or with fewer connections.";

    [ThreadStatic]
    private static bool _isAsking;

    public MemoryGuard() => AppDomain.CurrentDomain.FirstChanceException += Look;

    /// <summary>Whether so little is left that the next allocation of anybody may fail.</summary>
    public static bool IsSpent(long used, long limit) => used > limit / 2;

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Look;

    private void Look(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not OutOfMemoryException)
        {
            return;
        }

        // Asking takes some memory too: who is here a second time meanwhile has the answer.
        var isAgain = _isAsking;
        _isAsking = true;
        if (isAgain || IsSpent(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo(GCKind.Any).TotalAvailableMemoryBytes))
        {
            Environment.FailFast(Words);
        }

        _isAsking = false;
    }
}
