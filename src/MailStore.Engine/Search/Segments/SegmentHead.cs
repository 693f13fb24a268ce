using System.Buffers.Binary;
using MailStore.Abstractions.Messages;
using MailStore.Log.Records;

namespace MailStore.Engine.Search.Segments;

/// <summary>
/// The first octets of a segment, written last: a file without them was never finished.
/// <code>
///  0 magic      u32  "MSTX"
///  4 crc32c     u32  over all that follows, to octet 96
///  8 version    u16 = 3    10 zero u16
/// 12 messages   u32
/// 16 mailbox    u64
/// 24 first      u32  UID  28 last u32
/// 32 sections   u64  where their table lies   40 length u32   44 crc32c of it u32
/// 48 length     u64  of the file
/// 56 witness    u32  UID of the last message  60 its octets u32   64 its id u64
/// 72 text       u64  octets of text that were indexed
/// 80 zeros
/// </code>
/// </summary>
internal readonly record struct SegmentHead(
    SegmentName Name, int Messages, Section Sections, long FileBytes, Uid WitnessUid, long WitnessSize, ulong WitnessId, long TextBytes)
{
    public const int Bytes = 96;
    public const ushort Version = 3;
    private const uint Magic = 0x5854534D;

    public void Write(Span<byte> octets)
    {
        octets[..Bytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(octets, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(octets[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(octets[12..], Messages);
        BinaryPrimitives.WriteUInt64LittleEndian(octets[16..], Name.Mailbox.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[24..], Name.Uids.First.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[28..], Name.Uids.Last.Value);
        BinaryPrimitives.WriteInt64LittleEndian(octets[32..], Sections.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(octets[40..], (int)Sections.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[44..], Sections.Checksum);
        BinaryPrimitives.WriteInt64LittleEndian(octets[48..], FileBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[56..], WitnessUid.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[60..], (uint)WitnessSize);
        BinaryPrimitives.WriteUInt64LittleEndian(octets[64..], WitnessId);
        BinaryPrimitives.WriteInt64LittleEndian(octets[72..], TextBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[4..], Crc32C.Compute(octets[8..Bytes]));
    }

    /// <summary>False if these were never written whole, or are of another version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out SegmentHead head)
    {
        head = default;
        if (octets.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(octets) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]) != Crc32C.Compute(octets[8..Bytes])
            || BinaryPrimitives.ReadUInt16LittleEndian(octets[8..]) != Version)
        {
            return false;
        }

        var uids = new UidRange(
            new Uid(BinaryPrimitives.ReadUInt32LittleEndian(octets[24..])), new Uid(BinaryPrimitives.ReadUInt32LittleEndian(octets[28..])));
        head = new(
            new(new(BinaryPrimitives.ReadUInt64LittleEndian(octets[16..])), uids),
            BinaryPrimitives.ReadInt32LittleEndian(octets[12..]),
            new(SectionKind.None, BinaryPrimitives.ReadUInt32LittleEndian(octets[44..]), BinaryPrimitives.ReadInt64LittleEndian(octets[32..]), BinaryPrimitives.ReadInt32LittleEndian(octets[40..])),
            BinaryPrimitives.ReadInt64LittleEndian(octets[48..]),
            new(BinaryPrimitives.ReadUInt32LittleEndian(octets[56..])),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[60..]),
            BinaryPrimitives.ReadUInt64LittleEndian(octets[64..]),
            BinaryPrimitives.ReadInt64LittleEndian(octets[72..]));
        return true;
    }
}
