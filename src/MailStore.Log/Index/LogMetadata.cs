using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>
/// FASTER's description of a checkpoint goes no further than here: what counts of it goes into our own checkpoint, and comes
/// back from there. So it names no directory, no time of a file and no token is looked for, and an error on the way is ours to see.
/// </summary>
internal sealed class LogMetadata : ICheckpointManager
{
    private static readonly Guid Token = new(0x5849_534D, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1);

    private byte[]? _octets;

    /// <summary>What FASTER said at the end of a checkpoint; null until it did.</summary>
    public HybridLogRecoveryInfo? Take()
    {
        if (Interlocked.Exchange(ref _octets, null) is not { } octets)
        {
            return null;
        }

        var content = default(HybridLogRecoveryInfo);
        using var reader = new StreamReader(new MemoryStream(octets));
        content.Initialize(reader);
        return content;
    }

    public void Recover(FasterKV<IndexKey, IndexValue> store, CheckpointFile checkpoint)
    {
        var content = default(HybridLogRecoveryInfo);
        content.Initialize(Token, checkpoint.LogVersion);
        content.nextVersion = checkpoint.LogVersion + 1;
        content.beginAddress = checkpoint.Begin;
        content.headAddress = checkpoint.Begin;
        content.startLogicalAddress = checkpoint.End;
        content.finalLogicalAddress = checkpoint.End;
        _octets = content.ToByteArray();

        // No hash table is kept: the log is read from its beginning and the table made from it, which proves each block of it
        // on the way. As the writer stood still at the fence, no record of the next version lies before the end.
        store.Recover(indexCheckpointToken: default, hybridLogCheckpointToken: Token, numPagesToPreload: -1, undoNextVersion: false);
        _octets = null;
    }

    public void CommitLogCheckpoint(Guid logToken, byte[] commitMetadata) => Volatile.Write(ref _octets, commitMetadata);

    public byte[] GetLogCheckpointMetadata(Guid logToken, DeltaLog deltaLog, bool scanDelta = false, long recoverTo = -1) => _octets!;

    public IDevice GetDeltaLogDevice(Guid token) => null!;

    public void InitializeLogCheckpoint(Guid logToken)
    {
    }

    public void CheckpointVersionShift(long oldVersion, long newVersion)
    {
    }

    public void OnRecovery(Guid indexToken, Guid logToken)
    {
    }

    public void Purge(Guid token)
    {
    }

    public void PurgeAll()
    {
    }

    public IEnumerable<Guid> GetIndexCheckpointTokens() => [];

    public IEnumerable<Guid> GetLogCheckpointTokens() => [];

    public void InitializeIndexCheckpoint(Guid indexToken) => throw Unused();

    public void CommitIndexCheckpoint(Guid indexToken, byte[] commitMetadata) => throw Unused();

    public void CommitLogIncrementalCheckpoint(Guid logToken, long version, byte[] commitMetadata, DeltaLog deltaLog) => throw Unused();

    public byte[] GetIndexCheckpointMetadata(Guid indexToken) => throw Unused();

    public IDevice GetIndexDevice(Guid indexToken) => throw Unused();

    public IDevice GetSnapshotLogDevice(Guid token) => throw Unused();

    public IDevice GetSnapshotObjectLogDevice(Guid token) => throw Unused();

    public void Dispose()
    {
    }

    private static NotSupportedException Unused() => new("The index takes checkpoints of its log only.");
}
