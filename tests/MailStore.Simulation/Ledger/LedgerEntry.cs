using System.Buffers.Binary;
using MailStore.Log.Records;

namespace MailStore.Simulation.Ledger;

/// <summary>Record of one entry: number of the op that made it, and its body, if it has one.</summary>
internal readonly record struct LedgerEntry(ulong Number, LogAddress Body, long BodyBytes)
{
    public const int Bytes = 24;

    public static LedgerEntry Decode(ReadOnlySpan<byte> octets) => octets.Length == Bytes
        ? new(BinaryPrimitives.ReadUInt64LittleEndian(octets), new(BinaryPrimitives.ReadUInt64LittleEndian(octets[8..])), BinaryPrimitives.ReadInt64LittleEndian(octets[16..]))
        : throw new LedgerException($"a record of an entry has {octets.Length} octets");

    public void Encode(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(octets, Number);
        BinaryPrimitives.WriteUInt64LittleEndian(octets[8..], Body.Value);
        BinaryPrimitives.WriteInt64LittleEndian(octets[16..], BodyBytes);
    }
}
