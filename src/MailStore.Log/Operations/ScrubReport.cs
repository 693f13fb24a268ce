using MailStore.Log.Compaction;

namespace MailStore.Log.Operations;

/// <summary>What a pass over segments found.</summary>
public sealed record ScrubReport(int Segments, long Bytes, IReadOnlyList<SegmentFinding> Findings);
