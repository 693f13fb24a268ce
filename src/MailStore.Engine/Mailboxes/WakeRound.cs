using System.Runtime.CompilerServices;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// The views that one commit wakes. What a woken session writes to its client it writes right there, so that the first is told
/// while the last still waits; where many wait, as many threads as there are processors share them.
/// </summary>
internal sealed class WakeRound : IThreadPoolWorkItem
{
    /// <summary>Taken at once by a thread: enough that threads seldom meet, few enough that none is left with all the work.</summary>
    private const int ShareMax = 16;

    private readonly Lock _gate = new();
    private WaitingViews _owner = null!;
    private MailboxView? _rest;
    private int _threads;

    /// <param name="first">The others are below it.</param>
    public void Begin(WaitingViews owner, MailboxView? first)
    {
        (_owner, _rest, _threads) = (owner, first, 1);
        Execute();
    }

    public void Execute()
    {
        var share = default(Share);
        while (Take(ref share) is > 0 and var count)
        {
            for (var place = 0; place < count; place++)
            {
                share[place].Wake();
            }
        }

        if (Interlocked.Decrement(ref _threads) == 0)
        {
            _owner.End(this);
        }
    }

    // A thousand sessions are in no cache, so whoever takes some looks at them: walking the whole list first would be a walk through
    // memory before the first is told.
    private int Take(ref Share share)
    {
        lock (_gate)
        {
            var count = 0;
            for (; count < ShareMax && _rest is { } view; count++)
            {
                share[count] = view;
                (_rest, view.Below) = (view.Below, null);
            }

            // Another thread for what is left, as long as there are processors.
            if (_rest is not null && _threads < Environment.ProcessorCount)
            {
                Interlocked.Increment(ref _threads);
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            return count;
        }
    }

    [InlineArray(ShareMax)]
    private struct Share
    {
        private MailboxView _first;
    }
}
