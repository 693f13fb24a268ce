using System.Buffers;
using MailStore.Log.Bodies;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Commit;

/// <summary>The batch that a writer decides, used over and over; one that was settled before it may be on its way to the disk.</summary>
internal sealed class Batch(Journal journal, IndexOverlay overlay, BodyTable bodies, TimeProvider time, int frameBytesMax) : IBatch
{
    public IIndexWriter Index => overlay;

    public IBodyTable Bodies => bodies;

    public DateTimeOffset Now { get; private set; }

    public bool HasFrames => !journal.Staging.IsEmpty;

    public int Bytes => journal.Staging.Bytes;

    public void Begin(long bytesHint)
    {
        Now = time.GetUtcNow();
        var begun = journal.Begin(bytesHint);
        if (begun != 0)
        {
            bodies.Begun(begun);
        }
    }

    public void EndUnit() => journal.Staging.EndUnit();

    /// <summary>Nobody waits: makes the next commit a short one.</summary>
    public void PrepareAhead() => journal.PrepareAhead();

    /// <summary>Whether a batch of about this size begins a new segment.</summary>
    public bool WouldRoll(long bytesHint) => journal.WouldRoll(bytesHint);

    /// <summary>Whether so much more belongs into this batch, and not into another segment's.</summary>
    public bool HasRoom(long bytesHint) => journal.HasRoom(bytesHint);

    /// <summary>It is decided, and nothing more belongs to it. The next one may begin.</summary>
    /// <returns>What there is to write; 0 if nothing.</returns>
    public int Settle()
    {
        var octets = 0;
        if (HasFrames)
        {
            bodies.Flush();
            octets = journal.Seal();
        }

        overlay.Settle();
        return octets;
    }

    /// <summary>Makes the settled batch durable. Any thread.</summary>
    public void Write() => journal.Write();

    /// <summary>The settled batch is durable, if it had anything to write: the index has it from here on.</summary>
    public void Land(int octets)
    {
        if (octets > 0)
        {
            journal.Written();
        }

        overlay.ApplySettled();
    }

    public LogAddress AppendChange(ReadOnlySpan<byte> change)
    {
        var address = Append(FrameType.Change, change.Length, out var payload);
        change.CopyTo(payload);
        return address;
    }

    public LogAddress AppendBody(ReadOnlySpan<byte> change, in ReadOnlySequence<byte> body, int tailBytes = 0)
    {
        var bodyBytes = checked((int)Math.Min(body.Length, int.MaxValue / 2));
        var address = Append(FrameType.Body, checked(BodyPayload.BodyHead + change.Length + bodyBytes), out var payload);
        change.CopyTo(payload[BodyPayload.BodyHead..]);
        body.CopyTo(payload[(BodyPayload.BodyHead + change.Length)..]);
        BodyPayload.WriteBodyHead(payload, change.Length, tailBytes == 0 ? 0 : Crc32C.Compute(payload[^tailBytes..]));
        bodies.Appended(address, bodyBytes);
        return address;
    }

    public LogAddress AppendBody(ReadOnlySpan<byte> change, ChunkList chunks)
    {
        var payloadBytes = checked(BodyPayload.MapHead + (chunks.Addresses.Count * sizeof(ulong)) + change.Length);
        var address = Append(FrameType.BodyMap, payloadBytes, out var payload);
        BodyPayload.WriteMap(payload, change, chunks);
        bodies.Appended(address, chunks);
        return address;
    }

    /// <summary>The same, with what only the log itself asks.</summary>
    public BodyTable Table => bodies;

    public void AppendChunk(ChunkList chunks, ReadOnlySpan<byte> octets)
    {
        var address = Append(FrameType.Chunk, octets.Length, out var payload);
        octets.CopyTo(payload);
        chunks.Hold(journal.Segments, address.Segment);
        chunks.Add(address, octets.Length);
    }

    /// <summary>What the collector did. It is applied here, by the method that replay calls.</summary>
    public void AppendRelocation(ReadOnlySpan<byte> relocation)
    {
        Append(FrameType.Relocation, relocation.Length, out var payload);
        relocation.CopyTo(payload);
        Invariant.Holds(RelocationCodec.TryApply(relocation, bodies));
    }

    private LogAddress Append(FrameType type, int payloadBytes, out Span<byte> payload)
    {
        if (payloadBytes > frameBytesMax - FrameHeader.Bytes)
        {
            throw new ArgumentException($"A frame of {payloadBytes} octets is more than the {frameBytesMax - FrameHeader.Bytes} that FrameBytesMax leaves: cut the body into chunks.", nameof(payloadBytes));
        }

        return journal.Staging.Append(type, payloadBytes, out payload);
    }
}
