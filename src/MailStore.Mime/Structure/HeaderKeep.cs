namespace MailStore.Mime.Structure;

/// <summary>Copies of the header blocks of a message, one behind the other, up to a limit.</summary>
internal sealed class HeaderKeep(int bytesMax)
{
    /// <summary>More than that is let go when it is cleared.</summary>
    private const int KeptMax = 256 * 1024;

    private byte[] _octets = new byte[8 * 1024];

    public int Length { get; private set; }

    public void Clear()
    {
        Length = 0;
        if (_octets.Length > KeptMax)
        {
            _octets = new byte[8 * 1024];
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        var room = Math.Min(octets.Length, bytesMax - Length);
        if (_octets.Length - Length < room)
        {
            Array.Resize(ref _octets, Math.Min(bytesMax, Math.Max(2 * _octets.Length, Length + room)));
        }

        octets[..room].CopyTo(_octets.AsSpan(Length));
        Length += room;
    }

    public void Cut(int length) => Length = Math.Min(Length, length);

    public ReadOnlySpan<byte> Of(in Part part) => _octets.AsSpan(part.KeptAt, part.KeptBytes);
}
