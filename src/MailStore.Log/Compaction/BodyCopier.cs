using System.Buffers;
using MailStore.Log.Bodies;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>Copies bodies into a cold segment: each with its id, and with what the engine knows of it now.</summary>
internal sealed class BodyCopier(VolumeParts parts, ColdWriter cold) : IDisposable
{
    private readonly FrameReader _frame = new(parts.Segments, parts.Guard);
    private readonly ArrayBufferWriter<byte> _description = new();

    private readonly HashSet<LogAddress> _copied = [];

    public List<BodyMove> Moves { get; } = [];

    /// <summary>A body with chunks in two victims is met twice.</summary>
    public bool Has(LogAddress body) => _copied.Contains(body);

    /// <summary>Copies a body that lies there, in a frame of its own or a moved one.</summary>
    public void Copy(LogAddress body, LogAddress from)
    {
        using var pin = Pin(from.Segment);
        using var frame = new FrameReader(parts.Segments, parts.Guard);
        frame.Read(from, pin.File);
        var type = frame.Header.Type;
        var payload = frame.Payload;
        if (type == FrameType.Moved)
        {
            Checked(BodyPayload.TryReadMoved(payload, out _, out type, out payload), from);
        }

        Copy(body, from, type, payload);
    }

    public void Dispose() => _frame.Dispose();

    private void Copy(LogAddress body, LogAddress from, FrameType type, ReadOnlySpan<byte> payload)
    {
        _copied.Add(body);
        if (type == FrameType.Body)
        {
            Checked(BodyPayload.TryReadBody(payload, out var change, out var octets), from);
            var described = Describe(body, payload[change]);
            var to = cold.Append(FrameType.Moved, BodyPayload.MovedHead + BodyPayload.BodyHead + described.Length + payload[octets].Length, out var moved);
            moved = WriteMovedHead(moved, body, type);
            BodyPayload.WriteBodyHead(moved, described.Length, BodyPayload.ReadBodyHead(payload).TailSum);
            described.CopyTo(moved[BodyPayload.BodyHead..]);
            payload[octets].CopyTo(moved[(BodyPayload.BodyHead + described.Length)..]);
            Moves.Add(new BodyMove(body, from, to, payload[octets].Length));
            return;
        }

        Checked(BodyPayload.TryReadMap(payload, out var changeOfMap, out var chunks) && type == FrameType.BodyMap, from);
        CopyChunks(body, from, Describe(body, payload[changeOfMap]), chunks!);
    }

    private void CopyChunks(LogAddress body, LogAddress from, ReadOnlySpan<byte> described, ChunkList chunks)
    {
        var copies = new ChunkList(chunks.ChunkBytes);
        foreach (var chunk in chunks.Addresses)
        {
            using var pin = Pin(chunk.Segment);
            _frame.Read(chunk, pin.File);
            Checked(_frame.Header.Type == FrameType.Chunk, chunk);
            var copy = cold.Append(FrameType.Chunk, _frame.Payload.Length, out var payload);
            _frame.Payload.CopyTo(payload);
            copies.Add(copy, payload.Length);
        }

        Checked(copies.Length == chunks.Length, from);
        var mapBytes = BodyPayload.MapHead + (copies.Addresses.Count * sizeof(ulong)) + described.Length;
        var to = cold.Append(FrameType.Moved, BodyPayload.MovedHead + mapBytes, out var moved);
        BodyPayload.WriteMap(WriteMovedHead(moved, body, FrameType.BodyMap), described, copies);
        Moves.Add(new BodyMove(body, from, to, copies.Length));
    }

    private ReadOnlySpan<byte> Describe(LogAddress body, ReadOnlySpan<byte> change)
    {
        _description.ResetWrittenCount();
        return parts.State.TryDescribe(body, change, parts.Index, _description) ? _description.WrittenSpan : change;
    }

    private static Span<byte> WriteMovedHead(Span<byte> moved, LogAddress body, FrameType type)
    {
        BodyPayload.WriteMovedHead(moved, body, type);
        return moved[BodyPayload.MovedHead..];
    }

    private SegmentPin Pin(uint segment) => parts.Segments.TryPin(segment, out var pin)
        ? pin
        : throw new StorageFaultException($"{parts.Segments.Storage.Place}/{SegmentName.Of(segment)} is not there: put the file back or restore it from a backup.");

    private void Checked(bool isRead, LogAddress address)
    {
        if (!isRead)
        {
            throw new StorageFaultException($"{parts.Segments.Storage.Place}/{SegmentName.Of(address.Segment)} holds no such body at {address.Offset}: restore the message from a backup or a replica.");
        }
    }
}
