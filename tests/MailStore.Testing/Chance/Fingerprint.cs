using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MailStore.Testing.Chance;

/// <summary>A 64-bit hash that is the same in every process, unlike that of the runtime; for traces, not against attackers.</summary>
public static class Fingerprint
{
    private const ulong Start = 0xCBF29CE484222325;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    public static ulong Of(string text) => Of(MemoryMarshal.AsBytes(text.AsSpan()));

    public static ulong Of(ReadOnlySpan<byte> octets)
    {
        var hash = Start + (ulong)octets.Length;
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..])
        {
            hash = Fold(hash, BinaryPrimitives.ReadUInt64LittleEndian(octets));
        }

        foreach (var octet in octets)
        {
            hash = Fold(hash, octet);
        }

        return hash;
    }

    public static ulong Fold(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return hash ^ (hash >> 29);
    }
}
