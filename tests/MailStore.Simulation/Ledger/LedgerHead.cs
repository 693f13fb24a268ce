using System.Buffers.Binary;

namespace MailStore.Simulation.Ledger;

/// <summary>Record that counts: entries of an account, or ops of the ledger; with a hash over all of them in their order.</summary>
internal readonly record struct LedgerHead(long Count, ulong Chain, bool IsHalf)
{
    public const int Bytes = 17;

    public static LedgerHead Decode(ReadOnlySpan<byte> octets) => octets.Length switch
    {
        0 => default,
        Bytes => new(BinaryPrimitives.ReadInt64LittleEndian(octets), BinaryPrimitives.ReadUInt64LittleEndian(octets[8..]), octets[16] != 0),
        _ => throw new LedgerException($"a head has {octets.Length} octets"),
    };

    public void Encode(Span<byte> octets)
    {
        BinaryPrimitives.WriteInt64LittleEndian(octets, Count);
        BinaryPrimitives.WriteUInt64LittleEndian(octets[8..], Chain);
        octets[16] = (byte)(IsHalf ? 1 : 0);
    }
}
