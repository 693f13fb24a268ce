using System.Buffers.Binary;

namespace MailStore.Engine.Search.Segments;

/// <summary>Where a section lies in its segment: kind u16, zero u16, crc32c u32, offset u64, length u64.</summary>
internal readonly record struct Section(SectionKind Kind, uint Checksum, long Offset, long Length)
{
    public const int Bytes = 24;

    public void Write(Span<byte> octets)
    {
        octets[..Bytes].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(octets, (ushort)Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[4..], Checksum);
        BinaryPrimitives.WriteInt64LittleEndian(octets[8..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(octets[16..], Length);
    }

    public static Section Read(ReadOnlySpan<byte> octets) => new(
        (SectionKind)BinaryPrimitives.ReadUInt16LittleEndian(octets),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(octets[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(octets[16..]));
}
