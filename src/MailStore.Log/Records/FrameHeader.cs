using System.Buffers.Binary;

namespace MailStore.Log.Records;

/// <summary>
/// Head of every frame, little endian; frames begin at multiples of 8:
/// <code>
///  0 magic    u32
///  4 crc32c   u32  over all that follows, to the end of the payload
///  8 length   u32  of what follows octet 32: durable and payload
/// 12 type     u8
/// 13 flags    u8
/// 14 version  u16
/// 16 epoch    u32  of the owner that wrote it
/// 20 guard    u32  of the address where it belongs
/// 24 sequence u64  one more than the frame's before it
/// 32 durable  u64  the highest sequence known to be durable when it was written
/// 40 payload
/// </code>
/// </summary>
internal readonly record struct FrameHeader
{
    public const int Bytes = 40;
    public const int Alignment = 8;
    public const uint MagicNumber = 0x4C46_534D; // "MSFL"
    public const ushort CurrentVersion = 1;

    /// <summary>No frame is longer, the footer of the largest segment included: a length above is damage, not a request for memory.</summary>
    public const int FrameBytesLimit = 64 * 1024 * 1024;

    private const int CheckedFrom = 8;
    private const int LengthFrom = 32;

    public required FrameType Type { get; init; }

    public required FrameFlags Flags { get; init; }

    public required uint Epoch { get; init; }

    public required ulong Sequence { get; init; }

    public required ulong Durable { get; init; }

    public required int PayloadBytes { get; init; }

    public int FrameBytes => Bytes + PayloadBytes;

    public bool EndsUnit => (Flags & FrameFlags.EndOfUnit) != FrameFlags.None;

    public bool StartsBatch => (Flags & FrameFlags.StartOfBatch) != FrameFlags.None;

    public bool EndsBatch => (Flags & FrameFlags.EndOfBatch) != FrameFlags.None;

    public static int Aligned(int bytes) => (bytes + (Alignment - 1)) & ~(Alignment - 1);

    /// <summary>Writes head and checksum of a frame whose payload is in place.</summary>
    public void Write(Span<byte> frame, uint guard)
    {
        Invariant.Holds(frame.Length == FrameBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, MagicNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], (uint)(FrameBytes - LengthFrom));
        frame[12] = (byte)Type;
        frame[13] = (byte)Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[14..], CurrentVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[16..], Epoch);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[20..], guard);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[24..], Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[32..], Durable);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Crc32C.Compute(frame[CheckedFrom..]));
    }

    /// <summary>How long the frame at the start of these octets says that it is; 0 if they do not begin with one.</summary>
    public static int ClaimedBytes(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(octets) != MagicNumber)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(octets[8..]);
        return length is >= Bytes - LengthFrom and <= FrameBytesLimit - LengthFrom ? LengthFrom + (int)length : 0;
    }

    /// <summary>What the frame at the start of these octets says that it is, if it says that it belongs here. Nothing of it is proven.</summary>
    public static bool TryPeek(ReadOnlySpan<byte> octets, uint guard, out FrameType type, out int frameBytes)
    {
        frameBytes = ClaimedBytes(octets);
        type = frameBytes == 0 ? default : (FrameType)octets[12];
        return frameBytes > 0
            && BinaryPrimitives.ReadUInt32LittleEndian(octets[20..]) == guard
            && BinaryPrimitives.ReadUInt16LittleEndian(octets[14..]) == CurrentVersion;
    }

    /// <summary>Reads and checks the frame that these octets begin with.</summary>
    public static FrameStatus TryRead(ReadOnlySpan<byte> octets, uint guard, out FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        header = default;
        payload = default;
        var claimed = ClaimedBytes(octets);
        if (claimed == 0 || claimed > octets.Length)
        {
            return claimed == 0 && octets.Length >= Bytes ? FrameStatus.NoFrame : FrameStatus.Short;
        }

        var frame = octets[..claimed];
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) != Crc32C.Compute(frame[CheckedFrom..]))
        {
            return FrameStatus.Damaged;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(frame[20..]) != guard)
        {
            return FrameStatus.Misplaced;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(frame[14..]) != CurrentVersion)
        {
            return FrameStatus.Foreign;
        }

        header = new FrameHeader
        {
            Type = (FrameType)frame[12],
            Flags = (FrameFlags)frame[13],
            Epoch = BinaryPrimitives.ReadUInt32LittleEndian(frame[16..]),
            Sequence = BinaryPrimitives.ReadUInt64LittleEndian(frame[24..]),
            Durable = BinaryPrimitives.ReadUInt64LittleEndian(frame[32..]),
            PayloadBytes = claimed - Bytes,
        };
        payload = frame[Bytes..];
        return FrameStatus.Whole;
    }
}
