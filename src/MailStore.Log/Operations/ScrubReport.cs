using MailStore.Log.Compaction;

namespace MailStore.Log.Operations;

/// <summary>What a pass over segments found.</summary>
public sealed record ScrubReport(int Segments, long Bytes, IReadOnlyList<SegmentFinding> Findings)
{
    /// <summary>What is as it should not be and harms nothing, a file a line.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
