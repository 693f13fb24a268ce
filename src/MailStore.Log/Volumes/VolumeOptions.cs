using MailStore.Log.Commit;
using MailStore.Log.Compaction;
using MailStore.Log.Index;

namespace MailStore.Log.Volumes;

/// <summary>The sizes of one volume. What they decide for data on disk is written into its manifest and read from there.</summary>
public sealed record VolumeOptions
{
    /// <summary>
    /// A random number that this volume alone has. Each frame carries it in its guard, so that no other volume's frame, and none
    /// that was sent by mail, is ever taken for one of this.
    /// </summary>
    public ulong Identity { get; init; }

    /// <summary>A frame with its header. Larger bodies are cut into chunks, so that a batch never waits for one large message.</summary>
    public int FrameBytesMax { get; init; } = 256 * 1024;

    /// <summary>A journal segment: the unit of reclaiming.</summary>
    public long SegmentBytes { get; init; } = 128L * 1024 * 1024;

    public long ColdSegmentBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>One synced write at most.</summary>
    public int BatchBytesMax { get; init; } = 8 * 1024 * 1024;

    public int BatchRequestsMax { get; init; } = 512;

    /// <summary>
    /// A batch of so many octets is written by another thread while the next one is decided; of a smaller one the disk is done
    /// before another thread would have woken.
    /// </summary>
    public int WriteBehindBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// Zeros that are written ahead of small batches at a time: they make the commit of one writer alone about half as long. 0 for
    /// none; a multiple of 4096 otherwise.
    /// </summary>
    public int ZerosAheadBytes { get; init; } = 512 * 1024;

    /// <summary>Requests that wait for the writer. Beyond it a submission is refused at once: 451, NO [UNAVAILABLE].</summary>
    public int QueueRequestsMax { get; init; } = 16 * 1024;

    /// <summary>The same in octets.</summary>
    public long QueueBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>Journal written since the last checkpoint that makes the next one due: it bounds what a recovery replays.</summary>
    public long CheckpointBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Memory of the index before it spills to its device.</summary>
    public long IndexMemoryBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Buckets of 64 octets in the index' hash table; at most six keys should share one.</summary>
    public long IndexBuckets { get; init; } = 1 << 16;

    /// <summary>Collection, exports and scrubbing in the background.</summary>
    public UpkeepOptions Upkeep { get; init; } = new();

    /// <summary>Null: nobody looks on.</summary>
    public ICommitWatch? CommitWatch { get; init; }

    // A record comes from one frame and is no larger than it.
    internal IndexOptions Index(WriterMode mode) => new()
    {
        MemoryBytes = IndexMemoryBytes,
        Buckets = IndexBuckets,
        ValueBytesMax = FrameBytesMax - 1024,
        IsStepped = mode == WriterMode.Stepped,
    };
}
