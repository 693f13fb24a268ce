using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// Names one checkpoint and proves its file; the octets stand in the volume's manifest.
/// <code>0 version u16 = 1 | 2 zero u16 | 4 number u32 | 8 generation u32 | 12 first segment u32 | 16 file octets u32 | 20 file crc32c u32 | 24 crc32c u32 of 0..23</code>
/// </summary>
internal readonly record struct IndexCheckpoint(uint Number, uint Generation, uint FirstSegment, uint FileBytes, uint FileCrc)
{
    public const int EncodedBytes = 28;

    private const ushort Version = 1;

    public string FileName => IndexNames.Checkpoint(Number);

    public byte[] Encode()
    {
        var octets = new byte[EncodedBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(octets, Version);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(4), Number);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(8), Generation);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(12), FirstSegment);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(16), FileBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(20), FileCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(24), Crc32C.Compute(octets.AsSpan(0, 24)));
        return octets;
    }

    public static IndexCheckpoint Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length != EncodedBytes || Crc32C.Compute(octets[..24]) != BinaryPrimitives.ReadUInt32LittleEndian(octets[24..]))
        {
            throw new StorageFaultException("The entry of the index' checkpoint is damaged: use the one before it.");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(octets) is not Version and var version)
        {
            throw new StorageFaultException($"The index' checkpoint is of format {version}, and this program knows format {Version}: use the program that wrote it.");
        }

        return new(
            BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[20..]));
    }
}
