using System.Buffers;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Commit;

/// <summary>The engine's side of a volume: what the frames mean. All calls come from the volume's one writer.</summary>
public interface IVolumeState
{
    /// <summary>
    /// Recovery: does again what the request did that appended this frame: the same records put, the same bodies retained and
    /// released. The index is as it was when the frame was decided; the result must be too.
    /// </summary>
    void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay);

    /// <summary>
    /// All requests of the batch have decided and none of it is durable yet: the last moment to put records that several of them
    /// changed, once. Requests of the next batch may decide before <see cref="Publish"/>, so what that shall show is noted here.
    /// After replay it is called with what replay has left to put.
    /// </summary>
    void Settle(IIndexWriter index)
    {
    }

    /// <summary>
    /// A body moves: what shall stand beside it for a salvage that has no other source? A change like the one it came with, but as
    /// things are now. False: the one it came with. Called beside the writer, with the index as of the last batch.
    /// </summary>
    bool TryDescribe(LogAddress body, ReadOnlySpan<byte> change, IIndexReader index, IBufferWriter<byte> description) => false;

    /// <summary>The batch that was settled last is durable and its records are in the index: let readers see it and wake who waits.</summary>
    void Publish();

    /// <summary>The fault that closed the volume. Every session on it must end; nothing more will be committed.</summary>
    void Closed(Exception fault);

    /// <summary>
    /// The work in the background ended by a fault while the volume serves on: nothing is reclaimed, exported or scrubbed until it
    /// is opened again, and somebody must be told. Called by the thread of that work.
    /// </summary>
    void UpkeepEnded(Exception fault)
    {
    }
}
