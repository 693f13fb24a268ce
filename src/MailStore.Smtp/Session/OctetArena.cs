namespace MailStore.Smtp.Session;

/// <summary>What an envelope holds of its commands, whose frames are gone by the time it is used. Kept from one transaction to the next.</summary>
internal sealed class OctetArena
{
    private byte[] _octets = new byte[512];
    private int _length;

    public void Clear() => _length = 0;

    /// <summary>Where the next octets will lie.</summary>
    public int Mark => _length;

    /// <summary>Room at the end, to be taken by <see cref="Take"/>.</summary>
    public Span<byte> Room(int length)
    {
        if (length > _octets.Length - _length)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _length + length));
        }

        return _octets.AsSpan(_length, length);
    }

    public void Take(int length) => _length += length;

    public int Add(ReadOnlySpan<byte> octets)
    {
        var start = _length;
        octets.CopyTo(Room(octets.Length));
        _length += octets.Length;
        return start;
    }

    /// <summary>Forgets what was added since.</summary>
    public void Return(int mark) => _length = mark;

    /// <summary>Good until the next octets are added.</summary>
    public ReadOnlyMemory<byte> Of(int start, int length) => _octets.AsMemory(start, length);
}
