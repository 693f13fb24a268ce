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
    public static byte U8(ref byte frame, nint at) => Unsafe.Add(ref frame, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint U16(ref byte frame, nint at)
    {
        var value = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref frame, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint U32(ref byte frame, nint at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref frame, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong U64(ref byte frame, nint at)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref frame, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    /// <summary>
    /// The first <paramref name="length"/> bytes as a word, letters folded to upper case, the rest zero. More than 8 bytes: the
    /// first 8. More than 31, which no keyword has: any word, so whoever compares it compares the length too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(ref byte frame, nint at, nint length)
    {
        var value = U64(ref frame, at) & 0xDFDFDFDFDFDFDFDF;
        return Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(value, (ulong)length << 3)
            : length >= 8 ? value : value & ((1UL << (int)(length << 3)) - 1);
    }

    /// <summary>An octet of a table, which is as long as the parser knows it to be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Of(ReadOnlySpan<byte> table, nint at) => Unsafe.Add(ref MemoryMarshal.GetReference(table), at);

    /// <summary>A row of a table of keywords.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Row(ReadOnlySpan<byte> table, nint row) => ref Unsafe.Add(ref MemoryMarshal.GetReference(table), row << 6);

    /// <summary>True if a word is that of a row: its octets, their mask, and its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRow(ref byte frame, nint at, nint length, ref byte row) =>
        // A comparison of numbers is a branch of its own once it is inlined; one of vectors becomes a flag first.
        Unsafe.Add(ref row, 32) == length
        && Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.Add(ref frame, at)) & Vector128.LoadUnsafe(ref row, 16), Vector128.LoadUnsafe(ref row)).ExtractMostSignificantBits() == 0xFFFF;

    /// <summary>True if the octets start with those of a row, under their mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StartsWith(ref byte frame, nint at, ref byte row) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.Add(ref frame, at)) & Vector128.LoadUnsafe(ref row, 16), Vector128.LoadUnsafe(ref row)).ExtractMostSignificantBits() == 0xFFFF;
}
