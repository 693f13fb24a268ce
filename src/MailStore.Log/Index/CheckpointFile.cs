using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// What a checkpoint keeps besides the log's segments: from where to where the log counts, a checksum for each of its blocks,
/// and the octets of the last block, as that block is written again when the log goes on.
/// <code>
/// 0 magic u32 "MSIX" | 4 version u16 = 2 | 6 page bits u8 | 7 segment bits u8 | 8 number u32 | 12 generation u32
/// 16 begin u64 | 24 end u64 | 32 FASTER's version u64 | 40 baseline u64 | 48 checksums u32 | 52 tail octets u32
/// 56 bucket bits u32 | 60 checksums u32 each, from the block on that begins the page of begin | tail octets | crc32c u32 of all before
/// </code>
/// Version 1 had no bucket bits, and its checksums at 56; all stores had 16 of them.
/// </summary>
internal sealed record CheckpointFile
{
    private const uint Magic = 0x5849_534D;
    private const ushort Version = 2;
    private const ushort VersionWithoutBuckets = 1;
    private const int BucketBitsThen = 16;
    private const int HeaderBytes = 60;
    private const int HeaderBytesThen = 56;

    public required IndexShape Shape { get; init; }

    public required uint Number { get; init; }

    public required uint Generation { get; init; }

    public required long Begin { get; init; }

    public required long End { get; init; }

    public required long LogVersion { get; init; }

    /// <summary>Size of the log when it was last compacted: what the next compaction is due by.</summary>
    public required long Baseline { get; init; }

    public required uint[] Sums { get; init; }

    public required byte[] Tail { get; init; }

    public static IndexCheckpoint Write(IStorage storage, CheckpointFile checkpoint)
    {
        var octets = checkpoint.Encode();
        var name = IndexNames.Checkpoint(checkpoint.Number);
        using (var file = storage.Create(name, WriteMode.Buffered))
        {
            file.Write(0, octets);
            file.Flush();
        }

        var first = checkpoint.Shape.SegmentOf(checkpoint.Begin);
        return new(checkpoint.Number, checkpoint.Generation, first, (uint)octets.Length, Crc32C.Compute(octets));
    }

    public static CheckpointFile Read(IStorage storage, in IndexCheckpoint checkpoint)
    {
        using var file = storage.Open(checkpoint.FileName, WriteMode.ReadOnly);
        var octets = new byte[checkpoint.FileBytes];
        var isWhole = file.Length == octets.Length && file.Read(0, octets) == octets.Length;
        return isWhole && Crc32C.Compute(octets) == checkpoint.FileCrc && Decode(octets) is { } content
            && content.Number == checkpoint.Number && content.Generation == checkpoint.Generation
            ? content
            : throw new StorageFaultException($"{storage.Place}/{checkpoint.FileName}: the checkpoint of the index is damaged: use the one before it.");
    }

    private byte[] Encode()
    {
        var octets = new byte[HeaderBytes + (Sums.Length * sizeof(uint)) + Tail.Length + sizeof(uint)];
        var header = octets.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], Version);
        octets[6] = (byte)Shape.PageBits;
        octets[7] = (byte)Shape.SegmentBits;
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Number);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Generation);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], Begin);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], End);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], LogVersion);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], Baseline);
        BinaryPrimitives.WriteInt32LittleEndian(header[48..], Sums.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[52..], Tail.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[56..], Shape.BucketBits);
        var body = header[HeaderBytes..];
        CopySums(Sums, body);
        Tail.CopyTo(body[(Sums.Length * sizeof(uint))..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[^sizeof(uint)..], Crc32C.Compute(header[..^sizeof(uint)]));
        return octets;
    }

    private static CheckpointFile? Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < HeaderBytesThen + sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(octets) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(octets[^sizeof(uint)..]) != Crc32C.Compute(octets[..^sizeof(uint)]))
        {
            return null;
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(octets[4..]);
        var header = version == VersionWithoutBuckets ? HeaderBytesThen : HeaderBytes;
        long sums = BinaryPrimitives.ReadUInt32LittleEndian(octets[48..]);
        long tail = BinaryPrimitives.ReadUInt32LittleEndian(octets[52..]);
        if (version is 0 or > Version || header + (sums * sizeof(uint)) + tail + sizeof(uint) != octets.Length)
        {
            return null;
        }

        var buckets = version == VersionWithoutBuckets ? BucketBitsThen : BinaryPrimitives.ReadInt32LittleEndian(octets[56..]);
        var content = new CheckpointFile
        {
            Shape = new(octets[6], octets[7], buckets),
            Number = BinaryPrimitives.ReadUInt32LittleEndian(octets[8..]),
            Generation = BinaryPrimitives.ReadUInt32LittleEndian(octets[12..]),
            Begin = BinaryPrimitives.ReadInt64LittleEndian(octets[16..]),
            End = BinaryPrimitives.ReadInt64LittleEndian(octets[24..]),
            LogVersion = BinaryPrimitives.ReadInt64LittleEndian(octets[32..]),
            Baseline = BinaryPrimitives.ReadInt64LittleEndian(octets[40..]),
            Sums = new uint[sums],
            Tail = octets.Slice(header + ((int)sums * sizeof(uint)), (int)tail).ToArray(),
        };
        CopySums(octets.Slice(header, (int)sums * sizeof(uint)), content.Sums);
        return content.IsSound() ? content : null;
    }

    private bool IsSound() =>
        Shape.IsSound && Begin >= 0 && Begin <= End && Tail.Length == End % CrcSegments.BlockBytes
        && Sums.Length == (End / CrcSegments.BlockBytes) - (Shape.PageStart(Begin) / CrcSegments.BlockBytes);

    private static void CopySums(ReadOnlySpan<uint> sums, Span<byte> octets)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(octets[(i * sizeof(uint))..], sums[i]);
        }
    }

    private static void CopySums(ReadOnlySpan<byte> octets, Span<uint> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = BinaryPrimitives.ReadUInt32LittleEndian(octets[(i * sizeof(uint))..]);
        }
    }
}
