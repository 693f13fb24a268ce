using System.Buffers.Binary;

namespace MailStore.Engine.Search.Segments;

/// <summary>
/// Some thousand terms that follow each other, as a dictionary's section lists them:
/// <code>
///  0 terms      u64  where they lie: an octet 255, then each term with an octet 255 behind it, then the lengths
///  8 length     u32  of the terms     12 u32 of the lengths: for each term a varint, octets of its postings * 2, + 1 if they are a bit map
/// 16 postings   u64  where they lie: those of the first term, of the second one ...
/// 24 length     u32  of them          28 terms u32, how many
/// 32 crc32c     u32  of terms and lengths   36 crc32c u32 of the postings
/// </code>
/// </summary>
internal readonly record struct TermBlock(long Terms, int TermsBytes, int LengthsBytes, long Postings, int PostingsBytes, int Count, uint TermsChecksum, uint PostingsChecksum)
{
    public const int Bytes = 40;

    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteInt64LittleEndian(octets, Terms);
        BinaryPrimitives.WriteInt32LittleEndian(octets[8..], TermsBytes);
        BinaryPrimitives.WriteInt32LittleEndian(octets[12..], LengthsBytes);
        BinaryPrimitives.WriteInt64LittleEndian(octets[16..], Postings);
        BinaryPrimitives.WriteInt32LittleEndian(octets[24..], PostingsBytes);
        BinaryPrimitives.WriteInt32LittleEndian(octets[28..], Count);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[32..], TermsChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[36..], PostingsChecksum);
    }

    public static TermBlock Read(ReadOnlySpan<byte> octets) => new(
        BinaryPrimitives.ReadInt64LittleEndian(octets),
        BinaryPrimitives.ReadInt32LittleEndian(octets[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(octets[12..]),
        BinaryPrimitives.ReadInt64LittleEndian(octets[16..]),
        BinaryPrimitives.ReadInt32LittleEndian(octets[24..]),
        BinaryPrimitives.ReadInt32LittleEndian(octets[28..]),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[32..]),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[36..]));
}
