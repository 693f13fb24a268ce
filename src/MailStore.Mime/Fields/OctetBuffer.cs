using System.Buffers;

namespace MailStore.Mime.Fields;

/// <summary>Octets written one behind the other, in memory that is kept from use to use; unusually much is let go.</summary>
public sealed class OctetBuffer : IBufferWriter<byte>
{
    private const int FirstBytes = 4 * 1024;
    private const int KeptMax = 256 * 1024;

    private byte[] _octets = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _octets.AsMemory(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_octets.Length > KeptMax)
        {
            _octets = [];
        }
    }

    /// <summary>Takes back what was written behind a place.</summary>
    public void Cut(int length) => Length = Math.Min(Length, length);

    public void Write(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(GetSpan(octets.Length));
        Length += octets.Length;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _octets.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsSpan(Length);
    }

    private void Reserve(int octets)
    {
        if (_octets.Length - Length < Math.Max(octets, 1))
        {
            Array.Resize(ref _octets, Math.Max(Math.Max(FirstBytes, 2 * _octets.Length), Length + octets));
        }
    }
}
