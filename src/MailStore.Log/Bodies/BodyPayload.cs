using System.Buffers.Binary;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// What the payloads of frames with bodies hold, little endian:
/// <code>
/// Body:    change length u32 | crc32c of the tail u32 | change | octets; 0 where no octets are proven apart
/// BodyMap: change length u32 | octets of a chunk u32 | octets of the body u64 | address u64 of each chunk | change
/// Chunk:   octets
/// Moved:   id u64 | type that it had u8 | 0 (7 octets) | payload that it had, a map with the places that its chunks have now
/// </code>
/// </summary>
internal static class BodyPayload
{
    public const int BodyHead = 8;
    public const int MapHead = 16;
    public const int MovedHead = 16;

    public static void WriteBodyHead(Span<byte> payload, int changeBytes, uint tailSum)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(payload, (uint)changeBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], tailSum);
    }

    /// <summary>What the head of a <see cref="FrameType.Body"/> says, without looking behind it.</summary>
    public static (uint ChangeBytes, uint TailSum) ReadBodyHead(ReadOnlySpan<byte> payload) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(payload), BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]));

    public static void WriteMap(Span<byte> payload, ReadOnlySpan<byte> change, ChunkList chunks)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(payload, (uint)change.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], (uint)chunks.ChunkBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[8..], (ulong)chunks.Length);
        var at = MapHead;
        foreach (var address in chunks.Addresses)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(payload[at..], address.Value);
            at += sizeof(ulong);
        }

        change.CopyTo(payload[at..]);
    }

    /// <summary>Splits a <see cref="FrameType.Body"/>.</summary>
    public static bool TryReadBody(ReadOnlySpan<byte> payload, out Range change, out Range octets)
    {
        change = octets = default;
        if (payload.Length < BodyHead)
        {
            return false;
        }

        var changeBytes = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        if (changeBytes > payload.Length - BodyHead)
        {
            return false;
        }

        var end = BodyHead + (int)changeBytes;
        change = BodyHead..end;
        octets = end..payload.Length;
        return true;
    }

    /// <summary>Splits a <see cref="FrameType.BodyMap"/>.</summary>
    public static bool TryReadMap(ReadOnlySpan<byte> payload, out Range change, out ChunkList? chunks)
    {
        change = default;
        chunks = null;
        if (payload.Length < MapHead)
        {
            return false;
        }

        var changeBytes = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        var chunkBytes = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(payload[8..]);
        if (chunkBytes is 0 or > FrameHeader.FrameBytesLimit || length > long.MaxValue / 2)
        {
            return false;
        }

        var count = (length + chunkBytes - 1) / chunkBytes;
        if ((ulong)payload.Length != MapHead + (count * sizeof(ulong)) + changeBytes)
        {
            return false;
        }

        chunks = new ChunkList((int)chunkBytes);
        for (var i = 0; i < (int)count; i++)
        {
            var address = new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(payload[(MapHead + (i * sizeof(ulong)))..]));
            chunks.Add(address, (int)Math.Min(chunkBytes, length - ((ulong)i * chunkBytes)));
        }

        change = ^(int)changeBytes..;
        return true;
    }

    public static void WriteMovedHead(Span<byte> payload, LogAddress body, FrameType type)
    {
        payload[..MovedHead].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(payload, body.Value);
        payload[8] = (byte)type;
    }

    public static FrameType TypeOfMoved(ReadOnlySpan<byte> payload) => (FrameType)payload[8];

    /// <summary>Splits a <see cref="FrameType.Moved"/>.</summary>
    public static bool TryReadMoved(ReadOnlySpan<byte> payload, out LogAddress body, out FrameType type, out ReadOnlySpan<byte> inner)
    {
        body = default;
        type = default;
        inner = default;
        if (payload.Length < MovedHead)
        {
            return false;
        }

        body = new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(payload));
        type = TypeOfMoved(payload);
        inner = payload[MovedHead..];
        return true;
    }
}
