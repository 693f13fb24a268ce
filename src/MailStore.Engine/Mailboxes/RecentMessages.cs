using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>Which messages are recent to a view: ranges of UIDs, ascending. Mostly one, and then no list is needed.</summary>
internal struct RecentMessages
{
    private UidRange _last;
    private List<UidRange>? _before;

    private readonly bool IsEmpty => _last.First.IsNone;

    /// <summary>All from a UID on, below another one, that is higher than all so far.</summary>
    public void Add(Uid from, Uid below)
    {
        if (from >= below)
        {
            return;
        }

        if (IsEmpty)
        {
            _last = new(from.Value, below.Value - 1);
        }
        else if (from.Value <= _last.Last.Value + 1)
        {
            _last = new(_last.First.Value, Math.Max(_last.Last.Value, below.Value - 1));
        }
        else
        {
            (_before ??= []).Add(_last);
            _last = new(from.Value, below.Value - 1);
        }
    }

    public readonly bool Has(Uid uid) => !IsEmpty && (_last.Contains(uid) || WasBefore(uid));

    // No closure: it is asked for each message that is told.
    private readonly bool WasBefore(Uid uid)
    {
        if (_before is null)
        {
            return false;
        }

        foreach (var range in _before)
        {
            if (range.Contains(uid))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many of them a sequence numbers.</summary>
    public readonly int Count(UidSequence sequence)
    {
        if (IsEmpty)
        {
            return 0;
        }

        var count = Count(sequence, _last);
        foreach (var range in _before ?? [])
        {
            count += Count(sequence, range);
        }

        return count;
    }

    private static int Count(UidSequence sequence, UidRange range) =>
        sequence.CountUpTo(range.Last) - sequence.CountUpTo(new(range.First.Value - 1));
}
