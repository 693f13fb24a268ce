using MailStore.Mime.Columns;

namespace MailStore.Imap.Session;

/// <summary>What is kept of a mailbox to sort it again: the columns of most of its messages, and those that came since.</summary>
/// <param name="stored">Most of them.</param>
/// <param name="recent">The newest, a few that are put together again as more come.</param>
internal sealed class MailboxColumns(MessageColumns stored, MessageColumns recent)
{
    /// <summary>Above this and a part of those that are there, the newest are no few any more.</summary>
    private const int RecentMin = 1024;
    private const int RecentPart = 8;

    private readonly MessageColumns _recent = recent;
    private long _weight;

    /// <summary>All of them. Rows of messages that are gone may be among them.</summary>
    public MessageColumns All { get; } = recent.Uids.Length == 0 ? stored : MessageColumns.Of(stored, recent);

    /// <summary>Octets of memory.</summary>
    public long Weight => _weight == 0 ? _weight = All.Weight : _weight;

    /// <summary>With the newest that another one has, as far as they are not among these.</summary>
    public MailboxColumns WithNewestOf(MailboxColumns other)
    {
        var newest = other._recent.Keep(uid => !All.IsOf(uid));
        return newest.Uids.IsEmpty ? this : With(newest);
    }

    /// <summary>With messages that are not among them.</summary>
    public MailboxColumns With(MessageColumns more)
    {
        if (stored.Uids.Length == 0)
        {
            return new(more, MessageColumns.Empty);
        }

        var newest = _recent.Uids.Length == 0 ? more : MessageColumns.Of(_recent, more).Joined();
        return newest.Uids.Length <= Math.Max(RecentMin, stored.Uids.Length / RecentPart)
            ? new(stored, newest)
            : new(MessageColumns.Of(stored, newest).Joined(), MessageColumns.Empty);
    }
}
