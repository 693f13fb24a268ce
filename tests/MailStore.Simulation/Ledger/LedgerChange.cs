using System.Buffers.Binary;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Ledger;

/// <summary>
/// The payload of a frame: verb 1, part 1, number 8, account 4, other 4, entry 4, body octets 4, then filling whose length and
/// content follow from the number, so that frames end anywhere and damage in any octet is noticed.
/// </summary>
internal static class LedgerChange
{
    private const int FixedBytes = 26;
    private const int FillingBytesMax = 300;

    public static byte[] Encode(LedgerOp op, int part)
    {
        var filling = Filling(op.Number, part);
        var octets = new byte[FixedBytes + filling.Length];
        octets[0] = (byte)op.Verb;
        octets[1] = (byte)part;
        BinaryPrimitives.WriteUInt64LittleEndian(octets.AsSpan(2), op.Number);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(10), op.Account);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(14), op.Other);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(18), op.Entry);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(22), op.BodyBytes);
        filling.CopyTo(octets.AsSpan(FixedBytes));
        return octets;
    }

    public static (LedgerOp Op, int Part) Decode(ReadOnlySpan<byte> octets)
    {
        var op = new LedgerOp(
            BinaryPrimitives.ReadUInt64LittleEndian(octets[2..]),
            (LedgerVerb)octets[0],
            BinaryPrimitives.ReadInt32LittleEndian(octets[10..]),
            BinaryPrimitives.ReadInt32LittleEndian(octets[14..]),
            BinaryPrimitives.ReadInt32LittleEndian(octets[18..]),
            BinaryPrimitives.ReadInt32LittleEndian(octets[22..]));
        var part = octets[1];
        return octets[FixedBytes..].SequenceEqual(Filling(op.Number, part))
            ? (op, part)
            : throw new LedgerException($"the frame of op {op.Number} came back with other octets");
    }

    private static byte[] Filling(ulong number, int part)
    {
        var dice = Dice.For(number, "filling", (ulong)part);
        var filling = new byte[dice.Percent(5) ? 0 : dice.Below(FillingBytesMax)];
        dice.Fill(filling);
        return filling;
    }
}
