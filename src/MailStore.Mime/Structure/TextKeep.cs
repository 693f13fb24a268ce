namespace MailStore.Mime.Structure;

/// <summary>How the first texts of a message begin, as they were sent: enough for a preview, and no more for a longer message.</summary>
internal sealed class TextKeep
{
    /// <summary>An alternative without formatting, one with it, and one to spare.</summary>
    public const int PartsMax = 3;

    private const int BytesMax = 8 * 1024;

    private readonly byte[] _octets = new byte[PartsMax * BytesMax];
    private readonly int[] _parts = new int[PartsMax];
    private readonly int[] _lengths = new int[PartsMax];

    public int Count { get; private set; }

    /// <summary>The text that is being kept, or -1.</summary>
    public int Part { get; private set; }

    public void Clear() => (Count, Part) = (0, -1);

    public void Begin(int part)
    {
        Part = Count < PartsMax ? part : -1;
        if (Part >= 0)
        {
            (_parts[Count], _lengths[Count]) = (part, 0);
            Count++;
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        ref var length = ref _lengths[Count - 1];
        octets = octets[..Math.Min(octets.Length, BytesMax - length)];
        octets.CopyTo(_octets.AsSpan(((Count - 1) * BytesMax) + length));
        length += octets.Length;
        if (length == BytesMax)
        {
            Part = -1;
        }
    }

    public int PartOf(int index) => _parts[index];

    public ReadOnlySpan<byte> Of(int index) => _octets.AsSpan(index * BytesMax, _lengths[index]);
}
