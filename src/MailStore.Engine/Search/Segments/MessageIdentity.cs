using System.Buffers.Binary;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Log.Records;

namespace MailStore.Engine.Search.Segments;

/// <summary>
/// What tells a message of a mailbox from another one that has its UID, in a store that was put back to an earlier state: a checksum of
/// its id, its size, and when it came. On disk, so it stays what it is.
/// </summary>
internal static class MessageIdentity
{
    public static uint Of(in MessageEntry entry) =>
        Of(entry.Id.Value, entry.Size, entry.InternalDate.UtcTicks / TimeSpan.TicksPerSecond, entry.SaveDate.ToUnixTimeSeconds());

    public static uint Of(in SlotRecord slot) => Of(slot.MessageId, slot.Size, slot.InternalSeconds, slot.SaveDate);

    private static uint Of(ulong id, long size, long received, long saved)
    {
        Span<byte> octets = stackalloc byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, id);
        BinaryPrimitives.WriteInt64LittleEndian(octets[8..], size);
        BinaryPrimitives.WriteInt64LittleEndian(octets[16..], received);
        BinaryPrimitives.WriteInt64LittleEndian(octets[24..], saved);
        return Crc32C.Compute(octets);
    }
}
