using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>Where and how a journal goes on.</summary>
internal readonly record struct JournalPlan
{
    public required FrameGuard Guard { get; init; }

    public required uint Epoch { get; init; }

    public required JournalEnd End { get; init; }

    public required long SegmentBytes { get; init; }

    /// <summary>Batches begin at multiples of it.</summary>
    public required int BlockBytes { get; init; }

    /// <summary>Zeros that are written ahead of small batches at a time; 0 for none.</summary>
    public int ZerosAheadBytes { get; init; }

    /// <summary>Memory of a batch at first; it grows if a batch does.</summary>
    public required int StagingBytes { get; init; }
}
