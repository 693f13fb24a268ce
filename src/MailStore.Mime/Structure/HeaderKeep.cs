using System.Buffers;

namespace MailStore.Mime.Structure;

/// <summary>
/// Copies of the header blocks of a message, one behind the other, up to a limit. What is more than most messages need is lent: what
/// comes without an empty line is all header, and many of those at once would leave much to be collected.
/// </summary>
internal sealed class HeaderKeep(int bytesMax)
{
    private const int OwnBytes = 8 * 1024;

    private readonly byte[] _own = new byte[OwnBytes];
    private byte[]? _lent;

    public int Length { get; private set; }

    private byte[] Octets => _lent ?? _own;

    public void Clear()
    {
        Length = 0;
        if (_lent is { } lent)
        {
            _lent = null;
            ArrayPool<byte>.Shared.Return(lent);
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        var room = Math.Min(octets.Length, bytesMax - Length);
        if (Octets.Length - Length < room)
        {
            Grow(Math.Min(bytesMax, Math.Max(2 * Octets.Length, Length + room)));
        }

        octets[..room].CopyTo(Octets.AsSpan(Length));
        Length += room;
    }

    public void Cut(int length) => Length = Math.Min(Length, length);

    public ReadOnlySpan<byte> Of(in Part part) => Octets.AsSpan(part.KeptAt, part.KeptBytes);

    private void Grow(int octets)
    {
        var larger = ArrayPool<byte>.Shared.Rent(octets);
        Octets.AsSpan(0, Length).CopyTo(larger);
        if (_lent is { } lent)
        {
            ArrayPool<byte>.Shared.Return(lent);
        }

        _lent = larger;
    }
}
