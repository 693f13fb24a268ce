using System.Runtime.InteropServices;

namespace MailStore.Log.Index;

/// <summary>Records that one batch has put or deleted.</summary>
internal sealed class OverlayLayer
{
    /// <summary>What a batch leaves to the next. A copy of a large mailbox takes a hundred times as much, and nobody may make one again for days.</summary>
    public const int OctetsKept = 4 * 1024 * 1024;

    private const int PlacesKept = 16 * 1024;
    private const int OctetsMin = 64 * 1024;
    private const int Deleted = -1;
    private Dictionary<IndexKey, Place> _places = [];
    private byte[] _octets = new byte[OctetsMin];
    private int _used;

    public bool IsEmpty => _places.Count == 0;

    /// <summary>Octets that it has room for.</summary>
    public int Room => _octets.Length;

    /// <returns>Whether this layer knows of it.</returns>
    public bool TryRead(in IndexKey key, IndexBuffer into, out bool isThere)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            isThere = false;
            return false;
        }

        isThere = place.Length != Deleted;
        if (isThere)
        {
            into.Set(_octets.AsSpan(place.Start, place.Length));
        }

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

    /// <summary>Puts all of it there, and is empty again.</summary>
    public void MoveTo(IIndexWriter index)
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

    public void Clear()
    {
        if (_octets.Length > OctetsKept)
        {
            _octets = new byte[OctetsMin];
        }

        if (_places.Capacity > PlacesKept)
        {
            _places = [];
        }

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
