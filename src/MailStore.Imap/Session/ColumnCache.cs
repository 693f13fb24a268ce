using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Session;

/// <summary>
/// What was read to sort and thread mailboxes, for the next time: a webmail asks again with each page. It is found by the id of a
/// mailbox, which no other one ever has, and only by a session that has that mailbox open.
/// </summary>
public sealed class ColumnCache(long bytesMax)
{
    private readonly WeightedCache<MailboxId, MailboxColumns> _kept = new(bytesMax);

    public ColumnCache()
        : this(bytesMax: 96L << 20)
    {
    }

    internal MailboxColumns? Find(MailboxId mailbox) => _kept.Find(mailbox);

    internal void Keep(MailboxId mailbox, MailboxColumns columns) => _kept.Keep(mailbox, columns, columns.Weight);
}
