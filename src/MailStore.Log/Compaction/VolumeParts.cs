using MailStore.Log.Commit;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>What work in the background needs of its volume.</summary>
internal sealed record VolumeParts
{
    public required SegmentTable Segments { get; init; }

    public UpkeepTurn Turn { get; } = new();

    public required FrameGuard Guard { get; init; }

    public required int BlockBytes { get; init; }

    public required int FrameBytesMax { get; init; }

    public required long ColdSegmentBytes { get; init; }

    public required uint Epoch { get; init; }

    /// <summary>As of the last batch.</summary>
    public required IIndexReader Index { get; init; }

    public required IVolumeState State { get; init; }

    /// <summary>Hands a request to the writer; false if it takes none now.</summary>
    public required Func<VolumeRequest, bool> Submit { get; init; }

    /// <summary>Why the volume commits nothing any more.</summary>
    public required Func<Exception?> Fault { get; init; }

    /// <summary>Each kept checkpoint holds what lies before.</summary>
    public required Func<LogAddress> CheckpointFloor { get; init; }

    /// <summary>Nobody will replay what lies before: each kept checkpoint and each kept export holds it.</summary>
    public LogAddress ReplayFloor => new(Math.Min(CheckpointFloor().Value, Exports.Floor.Value));

    /// <summary>For the writer's thread.</summary>
    public required Func<JournalEnd> JournalEnd { get; init; }

    /// <summary>The last that was written.</summary>
    public required Func<Manifest> Manifest { get; init; }

    public required Exports Exports { get; init; }

    /// <summary>Opens a checkpoint of the index a second time; nothing is put into it.</summary>
    public required Func<byte[], IVolumeIndex> OpenCheckpoint { get; init; }

    /// <summary>The next batch begins a new segment. For the writer's thread.</summary>
    public required Action Roll { get; init; }

    /// <summary>Asks for a checkpoint.</summary>
    public required Action WantCheckpoint { get; init; }

    /// <summary>How many checkpoints were completed. Null if this index has none.</summary>
    public required Func<long>? Checkpoints { get; init; }
}
