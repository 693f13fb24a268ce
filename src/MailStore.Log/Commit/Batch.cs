using System.Buffers;
using MailStore.Log.Bodies;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Commit;

/// <summary>The one batch of a writer, used over and over.</summary>
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

    /// <summary>Makes it durable, and then lets the index have it.</summary>
    public void Commit()
    {
        if (HasFrames)
        {
            bodies.Flush();
            journal.Commit();
        }

        overlay.Apply();
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
