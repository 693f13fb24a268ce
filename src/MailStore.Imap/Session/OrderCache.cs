using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Session;

/// <summary>
/// The last answers of SORT and THREAD: what they go by never changes in a message, so the same messages have the same order, whoever
/// asks. One set of messages is kept for each mailbox and way to order it, and all of them together have a bound.
/// </summary>
public sealed class OrderCache(long bytesMax)
{
    /// <summary>What one takes besides its numbers, about.</summary>
    private const long OwnBytes = 256;

    private readonly WeightedCache<OrderKey, KeptOrder> _kept = new(bytesMax);

    public OrderCache()
        : this(bytesMax: 32L << 20)
    {
    }

    /// <summary>Null if it is not of just these messages. It is not to be changed.</summary>
    internal int[]? Find(OrderKey key, UidSet messages) => _kept.Find(key) is { } kept && kept.Messages.Equals(messages) ? kept.Order : null;

    internal void Keep(OrderKey key, UidSet messages, int[] order) =>
        _kept.Keep(key, new(messages, order), OwnBytes + (8L * messages.Ranges.Length) + (4L * order.Length));

    private sealed record KeptOrder(UidSet Messages, int[] Order);
}
