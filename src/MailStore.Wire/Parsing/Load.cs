using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MailStore.Wire.Parsing;

/// <summary>Unchecked little-endian loads from a frame, for generated code only: the frame's padding makes them safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Load
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte U8(ref byte frame, int at) => Unsafe.Add(ref frame, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint U16(ref byte frame, int at)
    {
        var value = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref frame, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint U32(ref byte frame, int at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref frame, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong U64(ref byte frame, int at)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref frame, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    /// <summary>The first <paramref name="length"/> bytes as a word, letters folded to upper case, the rest zero. More than 8 bytes: the first 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(ref byte frame, int at, int length)
    {
        var value = U64(ref frame, at) & 0xDFDFDFDFDFDFDFDF;
        return length >= 8 ? value : value & ((1UL << (length << 3)) - 1);
    }
}
