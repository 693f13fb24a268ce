using System.Collections.Concurrent;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Devices;

namespace MailStore.Engine.Search.Building;

/// <summary>Indexes the mail of a volume beside everything else: mailboxes say that they have news, and their turn comes.</summary>
internal sealed class IndexWorker : IDisposable
{
    private readonly SearchIndex _index;
    private readonly MailboxIndexer _indexer;
    private readonly Func<MailboxId, bool> _exists;
    private readonly Func<IEnumerable<IMailbox?>> _unindexed;
    private readonly WorkPace _pace;
    private readonly ConcurrentQueue<IMailbox> _queue = [];
    private readonly ConcurrentDictionary<MailboxId, bool> _waiting = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _news = new(initialCount: 0);
    private readonly Func<bool> _isDiskLow;
    private readonly Lock _gate = new();
    private readonly Thread? _thread;
    private bool _isOver;

    /// <param name="index">What is kept up.</param>
    /// <param name="pace">How fast.</param>
    /// <param name="exists">Whether there is such a mailbox.</param>
    /// <param name="unindexed">Goes through mailboxes that nobody has used, for those that lack something.</param>
    /// <param name="isDiskLow">What room is left on the disk is for mail.</param>
    /// <param name="name">Of its thread; null if somebody else calls <see cref="RunOnce"/>.</param>
    public IndexWorker(SearchIndex index, WorkPace pace, Func<MailboxId, bool> exists, Func<IEnumerable<IMailbox?>> unindexed, Func<bool> isDiskLow, string? name)
    {
        _index = index;
        (_exists, _unindexed, _pace) = (exists, unindexed, pace);
        _isDiskLow = isDiskLow;
        _indexer = new(index, pace);
        if (name is not null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.BelowNormal };
            _thread.Start();
        }
    }

    /// <summary>It may have messages that are not indexed, or be gone. Costs nothing while it waits for its turn.</summary>
    public void Tell(IMailbox mailbox)
    {
        if (_waiting.TryAdd(mailbox.Id, value: true))
        {
            _queue.Enqueue(mailbox);

            // The writer may still tell of a batch while the volume closes.
            lock (_gate)
            {
                if (!_isOver)
                {
                    _news.Release();
                }
            }
        }
    }

    /// <summary>Does what one mailbox needs. False if none waits.</summary>
    public bool RunOnce()
    {
        if (!_queue.TryDequeue(out var mailbox))
        {
            return false;
        }

        _waiting.TryRemove(mailbox.Id, out _);
        if (mailbox.IsDeleted || _index.Options.IsWorthwhile(mailbox.Status.Messages, mailbox.Status.Size))
        {
            Work(mailbox);
        }

        return true;
    }

    /// <summary>Does what mailboxes need that nobody has used since the start.</summary>
    public void RunSweep()
    {
        using var sleeping = _unindexed().GetEnumerator();
        while (TrySweep(sleeping))
        {
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        lock (_gate)
        {
            _isOver = true;
        }

        _stop.Dispose();
        _news.Dispose();
    }

    private void Run()
    {
        try
        {
            ForgetGone();
            using var sleeping = _unindexed().GetEnumerator();
            for (var isSwept = false; ;)
            {
                // News first: mailboxes that nobody uses can wait.
                if (!isSwept && !_news.Wait(0, _stop.Token))
                {
                    isSwept = !TrySweep(sleeping);
                    continue;
                }

                if (isSwept)
                {
                    _news.Wait(_stop.Token);
                }

                RunOnce();
            }
        }
        catch (OperationCanceledException)
        {
            // The volume closes.
        }
    }

    // Files of mailboxes that went when nobody looked.
    private void ForgetGone()
    {
        Try("files of mailboxes that are gone may be left", () =>
        {
            foreach (var mailbox in _index.Mailboxes)
            {
                _stop.Token.ThrowIfCancellationRequested();
                if (!_exists(mailbox))
                {
                    _index.Forget(mailbox);
                }
            }
        });
    }

    /// <returns>False if that was the last one, or the rest cannot be had.</returns>
    private bool TrySweep(IEnumerator<IMailbox?> sleeping)
    {
        var isMore = false;
        Try("mailboxes that nobody uses are not indexed for searches until somebody does", () =>
        {
            _pace.Rest(_stop.Token);
            isMore = sleeping.MoveNext();
        });
        if (isMore && sleeping.Current is { } mailbox)
        {
            Work(mailbox);
        }

        return isMore;
    }

    private void Work(IMailbox mailbox) => Try("a mailbox is not indexed for searches until more mail comes to it", () =>
    {
        if (mailbox.IsDeleted || !_isDiskLow())
        {
            // Nothing in there waits for another thread: its own is blocked, none of the pool's.
            _indexer.RunAsync(mailbox, _stop.Token).AsTask().GetAwaiter().GetResult();
        }
    });

    // Whatever goes wrong here, the mail is whole and searches do without: it is no reason to end the process that serves it.
    private void Try(string consequence, Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // Also what somebody else's code cancelled of its own: it would end this thread as if the volume closed.
            _index.Report($"{consequence}: {(fault is StorageFaultException or StoreUnavailableException ? fault.Message : fault.ToString())}");
        }
    }
}
