using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Sorting;

namespace MailStore.Imap.Extensions.Contexts;

/// <summary>Where the messages of a sorted result stand. Only their UIDs are kept: what they are ordered by never changes, and is at hand.</summary>
internal sealed class SortedPlaces(SortRun run, IEnumerable<SortedMessage> sorted)
{
    private readonly List<uint> _uids = [.. sorted.Select(message => message.Uid.Value)];

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
        foreach (var message in await run.RunAsync(all))
        {
            _uids.Add(message.Uid.Value);
            if (come.Contains(message.Uid))
            {
                pairs.Add(_uids.Count, numbers(message.Uid), following: _uids.Count + 1);
            }
        }
    }
}
