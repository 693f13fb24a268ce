using System.Buffers;
using MailStore.Log.Bodies;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Commit;

/// <summary>
/// What a request sees while it decides, on the writer's thread. What it appends and puts becomes visible to readers only when
/// the whole batch is durable; the requests behind it in the same batch see it at once. All frames of one request are one
/// unit: after a crash all of them are there or none.
/// </summary>
public interface IBatch
{
    /// <summary>The metadata with everything that this batch has put so far.</summary>
    IIndexWriter Index { get; }

    /// <summary>Reference counts and places of bodies.</summary>
    IBodyTable Bodies { get; }

    /// <summary>Time of this batch, by the injected clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>A frame of the engine's own. The octets are copied before this returns.</summary>
    LogAddress AppendChange(ReadOnlySpan<byte> change);

    /// <summary>
    /// A change together with the body that it brings; the address is the body's id, and its reference count is 1. The body may
    /// be in several pieces. Change and body together are at most <c>VolumeOptions.FrameBytesMax</c>.
    /// </summary>
    /// <param name="tailBytes">That many last octets get a checksum of their own, and can be read without the rest.</param>
    LogAddress AppendBody(ReadOnlySpan<byte> change, in ReadOnlySequence<byte> body, int tailBytes = 0);

    /// <summary>
    /// One chunk of a body too large for one frame, added to its list: whole chunks of <see cref="ChunkList.ChunkBytes"/>, then a
    /// last one of what is left. It belongs to nobody until a body is appended with the list.
    /// </summary>
    void AppendChunk(ChunkList chunks, ReadOnlySpan<byte> octets);

    /// <summary>The same for a body whose chunks were appended before.</summary>
    LogAddress AppendBody(ReadOnlySpan<byte> change, ChunkList chunks);
}
