using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Sorting;

namespace MailStore.Imap.Extensions.Contexts;

/// <summary>
/// Where the messages of a sorted result stand. Only their UIDs are kept: what they are ordered by is read again of the few that a
/// new one is compared with, and never changes.
/// </summary>
internal sealed class SortedPlaces(SortRun run, IComparer<SortedMessage> order, IEnumerable<SortedMessage> sorted)
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

    public async ValueTask AddAsync(UidSet come, Func<Uid, ulong> numbers, ContextPairs pairs)
    {
        var from = 0;
        foreach (var message in await run.RunAsync(come))
        {
            from = await PlaceOfAsync(message, from);
            _uids.Insert(from, message.Uid.Value);
            from++;
            pairs.Add(from, numbers(message.Uid), following: from + 1);
        }
    }

    private async ValueTask<int> PlaceOfAsync(SortedMessage message, int low)
    {
        var high = _uids.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (order.Compare(await run.ReadAsync(new(_uids[middle])), message) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
