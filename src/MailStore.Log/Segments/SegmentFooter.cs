using System.Buffers.Binary;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>
/// What the last frame of a sealed segment says of those before it, little endian:
/// <code>
///  0 frames           u32
///  4 crc of crcs      u32  CRC-32C over the checksums of the frames, in order
///  8 first sequence   u64
/// 16 last sequence    u64
/// 24 octets           u64  before the footer, which begins at the next whole block
/// 32 octets of index  u32
/// 36 0                u32
/// 40 index                 for each frame a varint: where it begins, less where the one before it does, in units of 8
///    zeros                 so that the frame ends with a whole block
/// -8 octets           u64  again: who has only the file's length finds the footer by them
/// </code>
/// It is not part of the journal's order: it starts no batch, and its sequence is the last one before it. A scan ends at it.
/// </summary>
internal sealed record SegmentFooter
{
    public const int Head = 40;
    public const int Tail = 8;

    public required uint Frames { get; init; }

    public required uint CrcOfCrcs { get; init; }

    public required ulong FirstSequence { get; init; }

    public required ulong LastSequence { get; init; }

    public required long Octets { get; init; }

    public required byte[] Index { get; init; }

    /// <summary>Where the frames begin, in order.</summary>
    public IEnumerable<long> Offsets()
    {
        var offset = 0L;
        for (var at = 0; at < Index.Length;)
        {
            var gap = 0L;
            for (var shift = 0; at < Index.Length; shift += 7)
            {
                var octet = Index[at++];
                gap |= (long)(octet & 0x7F) << shift;
                if (octet < 0x80 || shift > 35)
                {
                    break;
                }
            }

            offset += gap * FrameHeader.Alignment;
            yield return offset;
        }
    }

    /// <summary>Octets of the whole frame, which fills whole blocks.</summary>
    public int FrameBytes(int blockBytes) =>
        checked((FrameHeader.Bytes + Head + Index.Length + Tail + (blockBytes - 1)) & ~(blockBytes - 1));

    /// <summary>Writes the whole frame.</summary>
    public void Write(Span<byte> frame, LogAddress address, FrameGuard guard, uint epoch)
    {
        var payload = frame[FrameHeader.Bytes..];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, Frames);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], CrcOfCrcs);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[8..], FirstSequence);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[16..], LastSequence);
        BinaryPrimitives.WriteInt64LittleEndian(payload[24..], Octets);
        BinaryPrimitives.WriteInt32LittleEndian(payload[32..], Index.Length);
        Index.CopyTo(payload[Head..]);
        BinaryPrimitives.WriteInt64LittleEndian(payload[^Tail..], Octets);
        var header = new FrameHeader
        {
            Type = FrameType.Footer,
            Flags = FrameFlags.EndOfUnit | FrameFlags.EndOfBatch,
            Epoch = epoch,
            Sequence = LastSequence,
            Durable = 0,
            PayloadBytes = payload.Length,
        };
        header.Write(frame, guard.Of(address));
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out SegmentFooter? footer)
    {
        footer = null;
        if (payload.Length < Head + Tail)
        {
            return false;
        }

        var index = BinaryPrimitives.ReadUInt32LittleEndian(payload[32..]);
        if (index > payload.Length - Head - Tail)
        {
            return false;
        }

        footer = new SegmentFooter
        {
            Frames = BinaryPrimitives.ReadUInt32LittleEndian(payload),
            CrcOfCrcs = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]),
            FirstSequence = BinaryPrimitives.ReadUInt64LittleEndian(payload[8..]),
            LastSequence = BinaryPrimitives.ReadUInt64LittleEndian(payload[16..]),
            Octets = BinaryPrimitives.ReadInt64LittleEndian(payload[24..]),
            Index = payload.Slice(Head, (int)index).ToArray(),
        };
        return true;
    }
}
