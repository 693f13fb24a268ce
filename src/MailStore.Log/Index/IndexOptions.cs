using System.Numerics;

namespace MailStore.Log.Index;

/// <summary>Sizes of an index. Page and segment size are decided when it is made and come with its checkpoints from then on.</summary>
internal sealed record IndexOptions
{
    /// <summary>Memory for records before the older ones are read from the device; taken as it fills.</summary>
    public long MemoryBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Buckets of 64 octets in the hash table, a power of two; at most six keys should share one. An index that had more keeps more.</summary>
    public long Buckets { get; init; } = 1 << 16;

    /// <summary>The largest record that must fit.</summary>
    public int ValueBytesMax { get; init; } = 255 * 1024;

    /// <summary>Everything on the caller's thread, so that a seed replays a run.</summary>
    public bool IsStepped { get; init; }

    internal IndexShape Shape()
    {
        // A record never crosses a page. 1/64 of the memory makes few page turns and few octets lost at page ends.
        var smallest = RoundUp(ValueBytesMax + IndexShape.PageOverhead);
        var page = Math.Max(smallest, Math.Min(RoundUp(MemoryBytes / 64), IndexShape.PageBytesMax));
        var segment = Math.Clamp(RoundUp(MemoryBytes / 16), page, IndexShape.SegmentBytesMax);
        return new(BitOperations.Log2((ulong)page), BitOperations.Log2((ulong)Math.Max(page, segment)), BucketBits);
    }

    /// <summary>The shape of an index that is there, with as many buckets as it had at least.</summary>
    internal IndexShape Shape(in IndexShape there) => there with { BucketBits = Math.Max(there.BucketBits, BucketBits) };

    /// <summary>Memory as FASTER wants it: a power of two, and some pages at least so that the newest can be changed in place.</summary>
    internal int MemoryBits(IndexShape shape) =>
        Math.Max(BitOperations.Log2((ulong)Math.Max(1, MemoryBytes)), shape.PageBits + 2);

    private int BucketBits => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)Math.Max(16, Buckets)));

    private static long RoundUp(long octets) => (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(octets, CrcSegments.BlockBytes));
}
