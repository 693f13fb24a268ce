namespace MailStore.Imap.Session;

/// <summary>
/// RFC 5267 §4.3.1: how many places of messages in sorted results are kept, of all sessions together. Each takes four octets, and a
/// large mailbox sorted for many sessions has many.
/// </summary>
public sealed class PlaceBudget(long placesMax)
{
    private long _taken;

    public PlaceBudget()
        : this(placesMax: 16L << 20)
    {
    }

    public long Taken => Interlocked.Read(ref _taken);

    internal bool TryTake(long places)
    {
        if (Interlocked.Add(ref _taken, places) <= placesMax)
        {
            return true;
        }

        Give(places);
        return false;
    }

    internal void Give(long places) => Interlocked.Add(ref _taken, -places);
}
