namespace MailStore.Log.Index;

/// <summary>
/// The index as its volume sees it: records, and checkpoints of them. It is a cache of the journal: whatever it has not in a
/// checkpoint is replayed. A fault of its device is a <see cref="Devices.StorageFaultException"/> from whichever call meets it.
/// </summary>
internal interface IVolumeIndex : IIndexWriter, IDisposable
{
    /// <summary>
    /// Starts a checkpoint of all that was put so far and nothing that is put later. Called by the writer between two batches;
    /// it returns soon, and the writer goes on. When the task ends, all that the checkpoint needs is durable; its octets name
    /// and describe it, go into the manifest, and are what the index is opened with again. At most about 2 KB.
    /// </summary>
    Task<byte[]> BeginCheckpoint();

    /// <summary>The keys of all records, in order. For the writer, between two batches.</summary>
    IReadOnlyList<IndexKey> Keys();

    /// <summary>Only these checkpoints can still be opened: what only others needed may go. Called after the manifest is durable; empty
    /// octets, for no checkpoint, are passed over.</summary>
    void KeepOnly(IReadOnlyList<byte[]> checkpoints);
}
