using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Sorting;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Contexts;

/// <summary>Where the messages of a sorted result stand. Only their UIDs are kept: what they are ordered by never changes, and is at hand.</summary>
internal sealed class SortedPlaces : IDisposable
{
    private readonly SortRun _run;
    private readonly PlaceBudget _budget;
    private readonly List<uint> _uids;
    private long _taken;

    private SortedPlaces(SortRun run, PlaceBudget budget, SortedMessage[] sorted)
    {
        (_run, _budget, _taken) = (run, budget, sorted.Length);
        _uids = new(sorted.Length);
        foreach (var message in sorted)
        {
            _uids.Add(message.Uid.Value);
        }
    }

    /// <summary>Null if there is no room for so many more.</summary>
    public static SortedPlaces? Of(SortRun run, PlaceBudget budget, SortedMessage[] sorted) =>
        budget.TryTake(sorted.Length) ? new(run, budget, sorted) : null;

    public void Dispose()
    {
        _budget.Give(_taken);
        _taken = 0;
    }

    /// <param name="numbers">Of a UID: as it is told.</param>
    public void Remove(UidSet gone, Func<Uid, ulong> numbers, ContextPairs pairs)
    {
        var kept = 0;
        for (var at = 0; at < _uids.Count; at++)
        {
            var uid = new Uid(_uids[at]);
            if (gone.Contains(uid))
            {
                pairs.Add(kept + 1, numbers(uid), following: kept + 1);
            }
            else
            {
                _uids[kept++] = _uids[at];
            }
        }

        _uids.RemoveRange(kept, _uids.Count - kept);
        Settle();
    }

    /// <param name="all">All that are in the result then.</param>
    public async ValueTask AddAsync(UidSet come, UidSet all, Func<Uid, ulong> numbers, ContextPairs pairs)
    {
        if (come.IsEmpty)
        {
            return;
        }

        // The others stay in their order, so what is added from the front on stands where it will stand.
        _uids.Clear();
        foreach (var message in await _run.RunAsync(all))
        {
            _uids.Add(message.Uid.Value);
            if (come.Contains(message.Uid))
            {
                pairs.Add(_uids.Count, numbers(message.Uid), following: _uids.Count + 1);
            }
        }

        Settle();
    }

    // What comes into a result that is kept up to date already finds room.
    private void Settle()
    {
        _budget.Give(_taken - _uids.Count);
        _taken = _uids.Count;
    }
}
