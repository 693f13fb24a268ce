using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// The last octets of an export. Only a file that has them, and them at its end, was ever finished.
/// <code>0 magic u32 "MSXS" | 4 zero u32 | 8 records u64 | 16 octets of file before the seal u64 | 24 crc32c u32 of all before the seal | 28 crc32c u32 of 0..27</code>
/// </summary>
internal readonly record struct ExportSeal(long Records, long Octets, uint Crc)
{
    public const int EncodedBytes = 32;

    private const uint Magic = 0x5358_534D;

    public void Encode(Span<byte> into)
    {
        into[..EncodedBytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(into, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], Records);
        BinaryPrimitives.WriteInt64LittleEndian(into[16..], Octets);
        BinaryPrimitives.WriteUInt32LittleEndian(into[24..], Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(into[28..], Crc32C.Compute(into[..28]));
    }

    public static bool IsSound(ReadOnlySpan<byte> octets) =>
        octets.Length == EncodedBytes && BinaryPrimitives.ReadUInt32LittleEndian(octets) == Magic
        && BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]) == 0
        && BinaryPrimitives.ReadUInt32LittleEndian(octets[28..]) == Crc32C.Compute(octets[..28]);

    public static ExportSeal Decode(ReadOnlySpan<byte> octets, string place) =>
        IsSound(octets)
            ? new(BinaryPrimitives.ReadInt64LittleEndian(octets[8..]), BinaryPrimitives.ReadInt64LittleEndian(octets[16..]), BinaryPrimitives.ReadUInt32LittleEndian(octets[24..]))
            : throw new StorageFaultException($"{place}: the export has no seal, so it was never finished or its end is damaged: use the one before it.");
}
