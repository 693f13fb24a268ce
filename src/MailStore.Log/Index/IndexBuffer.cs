namespace MailStore.Log.Index;

/// <summary>A buffer that records are read into, over and over. It only grows.</summary>
public sealed class IndexBuffer
{
    private byte[] _octets = new byte[256];

    public int Length { get; private set; }

    public Span<byte> Span => _octets.AsSpan(0, Length);

    /// <summary>Room for this many octets; what was there before is gone.</summary>
    public Span<byte> Take(int length)
    {
        if (_octets.Length < length)
        {
            _octets = new byte[Math.Max(length, _octets.Length * 2)];
        }

        Length = length;
        return _octets.AsSpan(0, length);
    }

    /// <summary>Another length with the same octets, as far as they fit; what is new is zero.</summary>
    public void Resize(int length)
    {
        if (_octets.Length < length)
        {
            Array.Resize(ref _octets, Math.Max(length, _octets.Length * 2));
        }

        if (length > Length)
        {
            _octets.AsSpan(Length, length - Length).Clear();
        }

        Length = length;
    }

    public void Set(ReadOnlySpan<byte> octets) => octets.CopyTo(Take(octets.Length));
}
