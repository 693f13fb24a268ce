namespace MailStore.Log.Index;

/// <summary>How the index' log lies in its files: the part of the options that data on disk depends on.</summary>
/// <param name="BucketBits">
/// Of the hash table. It is made anew from the log, but the records are chained as it was when they were put: keys that shared no chain then
/// and would share one in a smaller table hide each other. A larger one finds all.
/// </param>
internal readonly record struct IndexShape(int PageBits, int SegmentBits, int BucketBits)
{
    /// <summary>What a page holds besides one largest value: FASTER's first 64 octets, record header, key, lengths.</summary>
    public const int PageOverhead = 64 + 8 + 16 + IndexValue.HeaderBytes + 8;

    public const long PageBytesMax = 1024 * 1024;

    /// <summary>Small enough for one object of a replicated store.</summary>
    public const long SegmentBytesMax = 16L * 1024 * 1024;

    public int PageBytes => 1 << PageBits;

    public long Buckets => 1L << BucketBits;

    public long SegmentBytes => 1L << SegmentBits;

    public int ValueBytesMax => PageBytes - PageOverhead;

    public bool IsSound => PageBits is >= 12 and <= 24 && SegmentBits >= PageBits && SegmentBits <= 30 && BucketBits is >= 4 and <= 40;

    public long PageStart(long address) => address & ~((long)PageBytes - 1);

    public uint SegmentOf(long address) => (uint)(address >> SegmentBits);
}
