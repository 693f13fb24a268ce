using System.Buffers.Binary;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// Payload of <see cref="FrameType.Relocation"/>: what the collector did, little endian. What is written here was decided by the
/// writer, and is applied as it stands, live and at replay.
/// <code>
/// 0 kind u8 | 0 (3 octets) | 4 segment u32
/// Moves:   cold segment; then for each body: id u64 | where it lay u64 | where it lies u64 | octets u64
/// Buried:  segment that goes; then the id u64 of each dead body that lay there last
/// Retired: segment that goes; nobody needs it any more
/// </code>
/// </summary>
internal static class RelocationCodec
{
    public const byte Moves = 1;
    public const byte Buried = 2;
    public const byte Retired = 3;
    public const int Head = 8;
    public const int MoveBytes = 32;
    public const int BuriedBytes = 8;

    public static void WriteHead(Span<byte> payload, byte kind, uint segment)
    {
        payload[..Head].Clear();
        payload[0] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], segment);
    }

    public static void WriteMove(Span<byte> into, in BodyMove move)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(into, move.Body.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(into[8..], move.From.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(into[16..], move.To.Value);
        BinaryPrimitives.WriteInt64LittleEndian(into[24..], move.Octets);
    }

    public static BodyMove ReadMove(ReadOnlySpan<byte> from) => new(
        new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(from)),
        new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(from[8..])),
        new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(from[16..])),
        BinaryPrimitives.ReadInt64LittleEndian(from[24..]));

    public static void WriteId(Span<byte> into, LogAddress id) => BinaryPrimitives.WriteUInt64LittleEndian(into, id.Value);

    /// <summary>Does to the table what the frame says.</summary>
    /// <returns>False if the payload contradicts itself or the table.</returns>
    public static bool TryApply(ReadOnlySpan<byte> payload, BodyTable bodies)
    {
        if (payload.Length < Head)
        {
            return false;
        }

        var segment = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        var entries = payload[Head..];
        switch (payload[0])
        {
            case Moves when entries.Length % MoveBytes == 0:
                bodies.BegunCold(segment);
                var allMoved = true;
                for (; !entries.IsEmpty; entries = entries[MoveBytes..])
                {
                    allMoved &= bodies.TryRelocate(ReadMove(entries));
                }

                return allMoved;
            case Buried when entries.Length % BuriedBytes == 0:
                for (; !entries.IsEmpty; entries = entries[BuriedBytes..])
                {
                    bodies.Bury(new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(entries)));
                }

                return true;
            case Retired when entries.IsEmpty:
                bodies.Retire(segment);
                return true;
            default:
                return false;
        }
    }
}
