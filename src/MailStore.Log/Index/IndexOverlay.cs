using System.Runtime.InteropServices;

namespace MailStore.Log.Index;

/// <summary>What a batch has put, before the index itself has it: the batch reads its own writes, and nobody else does.</summary>
internal sealed class IndexOverlay(IIndexWriter index) : IIndexWriter
{
    private const int Deleted = -1;
    private readonly Dictionary<IndexKey, Place> _places = [];
    private byte[] _octets = new byte[64 * 1024];
    private int _used;

    public int Count => _places.Count;

    public bool TryRead(in IndexKey key, IndexBuffer into)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            return index.TryRead(key, into);
        }

        if (place.Length == Deleted)
        {
            return false;
        }

        into.Set(_octets.AsSpan(place.Start, place.Length));
        return true;
    }

    public void Put(in IndexKey key, ReadOnlySpan<byte> value)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key, out _);
        if (place.Room < value.Length)
        {
            place = new Place(_used, value.Length, value.Length);
            Reserve(_used + value.Length);
            _used += value.Length;
        }

        place = place with { Length = value.Length };
        value.CopyTo(_octets.AsSpan(place.Start));
    }

    public void Delete(in IndexKey key)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key, out _);
        place = place with { Length = Deleted };
    }

    /// <summary>Puts all of it into the index and is empty again. The batch is durable by then.</summary>
    public void Apply()
    {
        foreach (var (key, place) in _places)
        {
            if (place.Length == Deleted)
            {
                index.Delete(key);
            }
            else
            {
                index.Put(key, _octets.AsSpan(place.Start, place.Length));
            }
        }

        Clear();
    }

    /// <summary>Forgets all of it.</summary>
    public void Clear()
    {
        _places.Clear();
        _used = 0;
    }

    private void Reserve(int octets)
    {
        if (octets > _octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(octets, _octets.Length * 2));
        }
    }

    private readonly record struct Place(int Start, int Length, int Room);
}
