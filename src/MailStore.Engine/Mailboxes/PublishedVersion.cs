namespace MailStore.Engine.Mailboxes;

/// <summary>
/// The newest version of a mailbox, for readers on any thread. Two places take turns, so that a new version takes no memory: a
/// reader copies one while the writer fills the other, and looks behind the copy whether it was overtaken meanwhile.
/// </summary>
internal sealed class PublishedVersion(in MailboxVersion first)
{
    private readonly Place _even = new() { Version = first };
    private Place? _odd;
    private long _turn;
    private long _news = first.News;

    /// <summary>Of the newest version: what is asked far more often than all that is in it.</summary>
    public long News => Volatile.Read(ref _news);

    public MailboxVersion Read()
    {
        while (true)
        {
            var turn = Volatile.Read(ref _turn);
            var version = ((turn & 1) == 0 ? _even : _odd!).Version;

            // What was copied is read before the turn is looked at again.
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _turn) == turn)
            {
                return version;
            }
        }
    }

    /// <summary>One thread at a time.</summary>
    public void Write(in MailboxVersion version)
    {
        var next = _turn + 1;
        ((next & 1) == 0 ? _even : _odd ??= new()).Version = version;
        Interlocked.Exchange(ref _turn, next);
        Volatile.Write(ref _news, version.News);
    }

    private sealed class Place
    {
        public MailboxVersion Version;
    }
}
