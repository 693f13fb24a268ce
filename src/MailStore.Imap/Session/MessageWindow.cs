namespace MailStore.Imap.Session;

/// <summary>RFC 9394 §3.1: some of the messages that were found, by their place among them, counted from 1 from the oldest or from the newest.</summary>
internal readonly record struct MessageWindow(uint First, uint Last, bool IsFromEnd)
{
    /// <summary>Places among so many, ascending and counted from 1 from the oldest; the first behind the last if there are none.</summary>
    public (long From, long To) Among(long count)
    {
        // RFC 9394 §4: a range may be written backwards.
        long low = Math.Min(First, Last), high = Math.Max(First, Last);
        return IsFromEnd ? (Math.Max(count - high + 1, 1), count - low + 1) : (low, Math.Min(high, count));
    }
}
