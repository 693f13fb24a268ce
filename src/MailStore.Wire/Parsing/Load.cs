using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MailStore.Wire.Parsing;

/// <summary>Unchecked little-endian loads from a frame, for generated code only: the frame's padding makes them safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Load
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte U8(ref byte frame, int at) => Unsafe.Add(ref frame, (nuint)(uint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint U16(ref byte frame, int at)
    {
        var value = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref frame, (nuint)(uint)at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint U32(ref byte frame, int at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref frame, (nuint)(uint)at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong U64(ref byte frame, int at)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref frame, (nuint)(uint)at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    /// <summary>
    /// The first <paramref name="length"/> bytes as a word, letters folded to upper case, the rest zero. More than 8 bytes: the
    /// first 8. More than 31, which no keyword has: any word, so whoever compares it compares the length too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(ref byte frame, int at, int length)
    {
        var value = U64(ref frame, at) & 0xDFDFDFDFDFDFDFDF;
        return Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(value, (ulong)(uint)(length << 3))
            : length >= 8 ? value : value & ((1UL << (length << 3)) - 1);
    }

    /// <summary>An octet of a table, which is as long as the parser knows it to be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Of(ReadOnlySpan<byte> table, int at) => Unsafe.Add(ref MemoryMarshal.GetReference(table), (nuint)(uint)at);

    /// <summary>A row of a table of keywords.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Row(ReadOnlySpan<byte> table, int row) => ref Unsafe.Add(ref MemoryMarshal.GetReference(table), (nuint)(uint)row << 6);

    /// <summary>True if a word is that of a row: its octets, their mask, and its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRow(ref byte frame, int at, int length, ref byte row)
    {
        if (Unsafe.Add(ref row, 32) != length)
        {
            return false;
        }

        var differs = (Vector128.LoadUnsafe(ref frame, (nuint)(uint)at) & Vector128.LoadUnsafe(ref row, 16)) ^ Vector128.LoadUnsafe(ref row);
        return Sse41.IsSupported ? Sse41.TestZ(differs, differs) : differs == Vector128<byte>.Zero;
    }
}
