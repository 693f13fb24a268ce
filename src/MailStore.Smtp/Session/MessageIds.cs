namespace MailStore.Smtp.Session;

/// <summary>Names for messages in trace headers and replies: the time of the start, and a count.</summary>
public sealed class MessageIds(TimeProvider clock)
{
    // Milliseconds in the upper bits: a server that starts again begins above all that it gave out before, at up to a million a second.
    private long _last = clock.GetUtcNow().ToUnixTimeMilliseconds() << 20;

    internal ulong Next() => (ulong)Interlocked.Increment(ref _last);
}
