namespace MailStore.Mime.Structure;

/// <summary>The beginning of a line that a cut has parted, until enough of it is there. What is longer than its limit is left out.</summary>
internal sealed class LineCarry(int bytesMax)
{
    private byte[] _octets = new byte[256];

    public int Length { get; private set; }

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> octets)
    {
        octets = octets[..Math.Min(octets.Length, bytesMax - Length)];
        if (_octets.Length - Length < octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(2 * _octets.Length, Length + octets.Length));
        }

        octets.CopyTo(_octets.AsSpan(Length));
        Length += octets.Length;
    }
}
