using MailStore.Engine.Search.Segments;

namespace MailStore.Engine.Search.Catalog;

/// <summary>What a segment covers, and the segment while it is open.</summary>
internal sealed class IndexedRange(SegmentName name)
{
    /// <summary>So often a segment may not be readable before it is made again.</summary>
    public const int FaultsMax = 3;

    public SegmentName Name => name;

    public SegmentHandle? Segment { get; set; }

    /// <summary>The operator knows that it cannot be read.</summary>
    public bool IsTold { get; set; }

    /// <summary>Times that reading failed while it was open.</summary>
    public int Faults { get; set; }
}
