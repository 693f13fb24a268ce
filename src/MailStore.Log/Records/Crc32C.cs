using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MailStore.Log.Records;

/// <summary>
/// CRC-32C (Castagnoli), by the processor's own instruction where there is one. That instruction takes three cycles but starts
/// one each cycle, so long inputs are taken as three lanes that are joined by moving a lane's register over the next lane's
/// length: linear, and so a table.
/// </summary>
public static class Crc32C
{
    private const int LaneBytes = 1024;
    private static readonly uint[] OverLane = TableOver(LaneBytes);

    public static uint Compute(ReadOnlySpan<byte> octets) => ~Continue(~0u, octets);

    /// <summary>The register after more octets. It starts as all ones, and its complement is the checksum.</summary>
    public static uint Continue(uint register, ReadOnlySpan<byte> octets)
    {
        while (octets.Length >= 3 * LaneBytes)
        {
            register = ThreeLanes(register, MemoryMarshal.Cast<byte, ulong>(octets[..(3 * LaneBytes)]));
            octets = octets[(3 * LaneBytes)..];
        }

        while (octets.Length >= sizeof(ulong))
        {
            register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(octets));
            octets = octets[sizeof(ulong)..];
        }

        foreach (var octet in octets)
        {
            register = BitOperations.Crc32C(register, octet);
        }

        return register;
    }

    private static uint ThreeLanes(uint register, ReadOnlySpan<ulong> words)
    {
        const int lane = LaneBytes / sizeof(ulong);
        var first = words[..lane];
        var second = words.Slice(lane, lane);
        var third = words.Slice(2 * lane, lane);
        uint a = register, b = 0, c = 0;
        for (var i = 0; i < first.Length && i < second.Length && i < third.Length; i++)
        {
            a = BitOperations.Crc32C(a, Little(first[i]));
            b = BitOperations.Crc32C(b, Little(second[i]));
            c = BitOperations.Crc32C(c, Little(third[i]));
        }

        return Move(Move(a) ^ b) ^ c;
    }

    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static uint Move(uint register) =>
        OverLane[register & 0xFF] ^ OverLane[256 + ((register >> 8) & 0xFF)] ^ OverLane[512 + ((register >> 16) & 0xFF)] ^ OverLane[768 + (register >> 24)];

    // Four tables, one for each octet of the register: what it becomes over so many zeros.
    private static uint[] TableOver(int zeros)
    {
        var bits = new uint[32];
        for (var bit = 0; bit < bits.Length; bit++)
        {
            var register = 1u << bit;
            for (var i = 0; i < zeros; i += sizeof(ulong))
            {
                register = BitOperations.Crc32C(register, 0ul);
            }

            bits[bit] = register;
        }

        var table = new uint[4 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                table[i] ^= (i & (1 << bit)) != 0 ? bits[i / 256 * 8 + bit] : 0;
            }
        }

        return table;
    }
}
