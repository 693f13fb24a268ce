using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>The chunks that a large body was appended as, in order. Each but the last holds exactly <see cref="ChunkBytes"/> octets.</summary>
public sealed class ChunkList
{
    private readonly List<LogAddress> _addresses = [];

    public ChunkList(int chunkBytes)
    {
        ChunkBytes = chunkBytes;
    }

    public int ChunkBytes { get; }

    public long Length { get; private set; }

    public IReadOnlyList<LogAddress> Addresses => _addresses;

    public void Add(LogAddress address, int octets)
    {
        _addresses.Add(address);
        Length += octets;
    }
}
