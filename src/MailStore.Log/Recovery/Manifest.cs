using System.Buffers.Binary;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>
/// What a volume is, and from where it is recovered. One slot of 4096 octets, little endian:
/// <code>
///   0 magic "MSVOLUME"          u64     48 octets of a journal segment   u64
///   8 crc32c of all that follows u32     56 octets of a cold segment      u64
///  12 format                    u32     64 checkpoint: address, sequence u64 u64
///  16 generation                u64     80 durable:    address, sequence u64 u64
///  24 identity                  u64     96 length of the index' checkpoint u16
///  32 epoch that wrote it       u32     98 length of the export's name     u16
///  36 octets of a block         u32    100 index' checkpoint, export's name, zeros
///  40 octets of a frame         u32
///  44 flags: 1 = closed cleanly u32
/// </code>
/// The index' checkpoint holds all frames before its place; replay begins there. Everything before the durable place was
/// acknowledged: a journal that ends sooner has lost mail.
/// </summary>
internal sealed record Manifest
{
    public const int SlotBytes = 4096;
    public const uint CurrentFormat = 1;
    public const int BlobsMax = SlotBytes - BlobsFrom;
    private const ulong MagicNumber = 0x454D_554C_4F56_534D;
    private const int CheckedFrom = 12;
    private const int BlobsFrom = 100;

    public required ulong Generation { get; init; }

    public required ulong Identity { get; init; }

    public required uint Epoch { get; init; }

    public required int BlockBytes { get; init; }

    public required int FrameBytesMax { get; init; }

    public required long SegmentBytes { get; init; }

    public required long ColdSegmentBytes { get; init; }

    public required JournalEnd Checkpoint { get; init; }

    public required JournalEnd Durable { get; init; }

    public required bool IsClean { get; init; }

    /// <summary>What the index is opened with; empty if it starts empty.</summary>
    public byte[] IndexCheckpoint { get; init; } = [];

    public byte[] Export { get; init; } = [];

    public void Write(Span<byte> slot)
    {
        Invariant.Holds(slot.Length == SlotBytes && IndexCheckpoint.Length + Export.Length <= BlobsMax);
        slot.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(slot, MagicNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[12..], CurrentFormat);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[16..], Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[24..], Identity);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[32..], Epoch);
        BinaryPrimitives.WriteInt32LittleEndian(slot[36..], BlockBytes);
        BinaryPrimitives.WriteInt32LittleEndian(slot[40..], FrameBytesMax);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[44..], IsClean ? 1u : 0u);
        BinaryPrimitives.WriteInt64LittleEndian(slot[48..], SegmentBytes);
        BinaryPrimitives.WriteInt64LittleEndian(slot[56..], ColdSegmentBytes);
        WriteEnd(slot[64..], Checkpoint);
        WriteEnd(slot[80..], Durable);
        BinaryPrimitives.WriteUInt16LittleEndian(slot[96..], (ushort)IndexCheckpoint.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(slot[98..], (ushort)Export.Length);
        IndexCheckpoint.CopyTo(slot[BlobsFrom..]);
        Export.CopyTo(slot[(BlobsFrom + IndexCheckpoint.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], Crc32C.Compute(slot[CheckedFrom..]));
    }

    public static SlotStatus TryRead(ReadOnlySpan<byte> slot, out Manifest? manifest)
    {
        manifest = null;
        if (slot.Length < SlotBytes || !slot[..SlotBytes].ContainsAnyExcept((byte)0))
        {
            return SlotStatus.Empty;
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(slot) != MagicNumber)
        {
            return SlotStatus.Foreign;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]) != Crc32C.Compute(slot[CheckedFrom..SlotBytes]))
        {
            return SlotStatus.Damaged;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]) != CurrentFormat)
        {
            return SlotStatus.OtherFormat;
        }

        var checkpointBytes = BinaryPrimitives.ReadUInt16LittleEndian(slot[96..]);
        var exportBytes = BinaryPrimitives.ReadUInt16LittleEndian(slot[98..]);
        if (checkpointBytes + exportBytes > BlobsMax)
        {
            return SlotStatus.Damaged;
        }

        manifest = new Manifest
        {
            Generation = BinaryPrimitives.ReadUInt64LittleEndian(slot[16..]),
            Identity = BinaryPrimitives.ReadUInt64LittleEndian(slot[24..]),
            Epoch = BinaryPrimitives.ReadUInt32LittleEndian(slot[32..]),
            BlockBytes = BinaryPrimitives.ReadInt32LittleEndian(slot[36..]),
            FrameBytesMax = BinaryPrimitives.ReadInt32LittleEndian(slot[40..]),
            IsClean = (BinaryPrimitives.ReadUInt32LittleEndian(slot[44..]) & 1) != 0,
            SegmentBytes = BinaryPrimitives.ReadInt64LittleEndian(slot[48..]),
            ColdSegmentBytes = BinaryPrimitives.ReadInt64LittleEndian(slot[56..]),
            Checkpoint = ReadEnd(slot[64..]),
            Durable = ReadEnd(slot[80..]),
            IndexCheckpoint = slot.Slice(BlobsFrom, checkpointBytes).ToArray(),
            Export = slot.Slice(BlobsFrom + checkpointBytes, exportBytes).ToArray(),
        };
        return SlotStatus.Whole;
    }

    private static void WriteEnd(Span<byte> into, JournalEnd end)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(into, end.Address.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(into[8..], end.Sequence);
    }

    private static JournalEnd ReadEnd(ReadOnlySpan<byte> from) =>
        new(new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(from)), BinaryPrimitives.ReadUInt64LittleEndian(from[8..]));
}
