using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Session;

/// <summary>
/// What was read to sort and thread mailboxes, for the next time: a webmail asks again with each page. It is found by the id of a
/// mailbox, which no other one ever has, and only by a session that has that mailbox open.
/// </summary>
public sealed class ColumnCache(long bytesMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MailboxId, (MailboxColumns Columns, long Used)> _kept = [];
    private long _weight;
    private long _uses;

    public ColumnCache()
        : this(bytesMax: 96L << 20)
    {
    }

    internal MailboxColumns? Find(MailboxId mailbox)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(mailbox, out var found))
            {
                return null;
            }

            _kept[mailbox] = found with { Used = ++_uses };
            return found.Columns;
        }
    }

    /// <summary>Instead of what there was; what was not used for the longest time goes. What is too large alone is not kept.</summary>
    internal void Keep(MailboxId mailbox, MailboxColumns columns)
    {
        var weight = columns.Weight;
        lock (_gate)
        {
            Forget(mailbox);
            if (weight > bytesMax)
            {
                return;
            }

            while (_weight + weight > bytesMax)
            {
                Forget(_kept.MinBy(kept => kept.Value.Used).Key);
            }

            _kept.Add(mailbox, (columns, ++_uses));
            _weight += weight;
        }
    }

    private void Forget(MailboxId mailbox)
    {
        if (_kept.Remove(mailbox, out var gone))
        {
            _weight -= gone.Columns.Weight;
        }
    }
}
