using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// The first octets of an export, and how its records follow.
/// <code>
/// 0 magic u32 "MSXH" | 4 version u16 = 1 | 6 zero u16 | 8 journal position u64 | 16 sequence u64 | 24 epoch u32 | 28 crc32c u32 of 0..27
/// then parts: length u32 | crc32c u32 of the records | records: space u64 | item u64 | length u32 | value, each, in key order
/// then a part of length 0 without a checksum, then the seal
/// </code>
/// </summary>
internal readonly record struct ExportHeader(LogAddress Position, ulong Sequence, uint Epoch)
{
    public const int EncodedBytes = 32;

    public const int PartHeaderBytes = 8;

    public const int RecordHeaderBytes = 20;

    private const uint Magic = 0x4858_534D;
    private const ushort Version = 1;

    public void Encode(Span<byte> into)
    {
        into[..EncodedBytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(into, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(into[4..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(into[8..], Position.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(into[16..], Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(into[24..], Epoch);
        BinaryPrimitives.WriteUInt32LittleEndian(into[28..], Crc32C.Compute(into[..28]));
    }

    /// <summary>Of any version.</summary>
    public static bool IsSound(ReadOnlySpan<byte> octets) =>
        octets.Length == EncodedBytes && BinaryPrimitives.ReadUInt32LittleEndian(octets) == Magic
        && BinaryPrimitives.ReadUInt32LittleEndian(octets[28..]) == Crc32C.Compute(octets[..28]);

    public static ExportHeader Decode(ReadOnlySpan<byte> octets, string place)
    {
        if (!IsSound(octets))
        {
            throw new StorageFaultException($"{place}: this is no export of an index, or its beginning is damaged: use the one before it.");
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(octets[4..]) == Version
            ? new(
                new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(octets[8..])),
                BinaryPrimitives.ReadUInt64LittleEndian(octets[16..]),
                BinaryPrimitives.ReadUInt32LittleEndian(octets[24..]))
            : throw new StorageFaultException($"{place}: the export is of a format that this program does not know: use the program that wrote it.");
    }
}
