namespace MailStore.Imap.Session;

/// <summary>Keeps values up to a weight; what was not used for the longest time goes first. Any thread.</summary>
internal sealed class WeightedCache<TKey, TValue>(long weightMax)
    where TKey : struct, IEquatable<TKey>
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<Kept>> _byKey = [];

    // The one that was used last stands first.
    private readonly LinkedList<Kept> _byUse = [];

    /// <summary>Of all that is kept.</summary>
    public long Weight { get; private set; }

    public TValue? Find(TKey key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var found))
            {
                return null;
            }

            _byUse.Remove(found);
            _byUse.AddFirst(found);
            return found.Value.Value;
        }
    }

    /// <summary>Instead of what there was. What is too heavy alone is not kept.</summary>
    /// <param name="weight">As it is now: what becomes heavier has to be kept anew.</param>
    public void Keep(TKey key, TValue value, long weight)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var before))
            {
                Forget(before);
            }

            if (weight > weightMax)
            {
                return;
            }

            while (Weight + weight > weightMax)
            {
                var oldest = _byUse.Last!;
                _byKey.Remove(oldest.Value.Key);
                Forget(oldest);
            }

            _byKey.Add(key, _byUse.AddFirst(new Kept(key, value, weight)));
            Weight += weight;
        }
    }

    private void Forget(LinkedListNode<Kept> node)
    {
        _byUse.Remove(node);
        Weight -= node.Value.Weight;
    }

    private readonly record struct Kept(TKey Key, TValue Value, long Weight);
}
