using System.Buffers.Binary;

namespace MailStore.Log.Records;

/// <summary>
/// Payload of <see cref="FrameType.Epoch"/>: <c>identity u64 of the volume | format u32 | segment u32</c>. Each segment begins with
/// one, and each owner: a segment alone says whose it is.
/// </summary>
internal static class EpochFrame
{
    public const int Bytes = 16;
    public const uint Format = 1;

    public static void Write(Span<byte> payload, ulong identity, uint segment)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(payload, identity);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[8..], Format);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[12..], segment);
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out ulong identity, out uint format, out uint segment)
    {
        var isWhole = payload.Length >= Bytes;
        identity = isWhole ? BinaryPrimitives.ReadUInt64LittleEndian(payload) : 0;
        format = isWhole ? BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]) : 0;
        segment = isWhole ? BinaryPrimitives.ReadUInt32LittleEndian(payload[12..]) : 0;
        return isWhole;
    }
}
