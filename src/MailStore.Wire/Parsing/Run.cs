using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MailStore.Wire.Parsing;

/// <summary>
/// Finds the end of a run of octets of one set, sixteen at a time, for generated code only. A loop over single octets
/// leaves at another place with each word, and every such exit is guessed wrong.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Run
{
    /// <summary>The first place from <paramref name="at"/> on that is outside of the set.</summary>
    /// <param name="rows">
    /// The set, ASCII only: byte n has bit h set if the octet with the low half n and the high half h belongs to it. NUL
    /// does not, so a run ends with its frame at the latest, and the last load stays within the padding.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(ref byte frame, nint at, Vector128<byte> rows)
    {
        var outside = Outside(ref frame, at, rows);
        return outside != 0 ? at + (nint)(uint)BitOperations.TrailingZeroCount(outside) : EndOfLong(ref frame, at + 16, rows);
    }

    /// <summary>
    /// As <see cref="End"/>, for a run of less than eight octets mostly, where a line starts. Octets that were copied there just now are
    /// handed on to a load that asks for no more than one store brought; a larger one waits until they are in the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint EndOfShort(ref byte frame, nint at, Vector128<byte> rows)
    {
        var outside = OutsideOf(Vector128.CreateScalar(Load.U64(ref frame, at)).AsByte(), rows) & 0xFF;
        return outside != 0 ? at + (nint)(uint)BitOperations.TrailingZeroCount(outside) : EndOfLong(ref frame, at + 8, rows);
    }

    /// <summary>As <see cref="End"/>, for a set that holds every octet above 127 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint EndOrHigh(ref byte frame, nint at, Vector128<byte> rows)
    {
        var outside = OutsideOrHigh32(ref frame, at, rows);
        return outside != 0 ? at + (nint)(uint)BitOperations.TrailingZeroCount(outside) : EndOfLongOrHigh(ref frame, at + 32, rows);
    }

    /// <summary>Which of sixteen octets are outside of an ASCII set, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Outside(ref byte frame, nint at, Vector128<byte> rows) => OutsideOf(Vector128.LoadUnsafe(ref Unsafe.Add(ref frame, at)), rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint OutsideOf(Vector128<byte> octets, Vector128<byte> rows)
    {
        var row = Vector128.ShuffleNative(rows, octets & Vector128.Create((byte)0x0F));
        var bit = Vector128.ShuffleNative(Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0), octets >>> 4);
        return Vector128.Equals(row & bit, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Which of sixteen octets are outside of a set that holds every octet above 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideOrHigh(ref byte frame, nint at, Vector128<byte> rows) =>
        Outside(ref frame, at, rows) & ~Vector128.LoadUnsafe(ref Unsafe.Add(ref frame, at)).ExtractMostSignificantBits();

    /// <summary>Which of sixteen octets are this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Are(ref byte frame, nint at, byte octet) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.Add(ref frame, at)), Vector128.Create(octet)).ExtractMostSignificantBits();

    /// <summary>As <see cref="Outside"/>, for 32 octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Outside32(ref byte frame, nint at, Vector128<byte> rows) =>
        Avx2.IsSupported
            ? OutsideOf(Vector256.LoadUnsafe(ref Unsafe.Add(ref frame, at)), rows)
            : Outside(ref frame, at, rows) | (Outside(ref frame, at + 16, rows) << 16);

    /// <summary>As <see cref="OutsideOrHigh"/>, for 32 octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideOrHigh32(ref byte frame, nint at, Vector128<byte> rows)
    {
        var octets = Vector256.LoadUnsafe(ref Unsafe.Add(ref frame, at));
        return Avx2.IsSupported
            ? OutsideOf(octets, rows) & ~octets.ExtractMostSignificantBits()
            : OutsideOrHigh(ref frame, at, rows) | (OutsideOrHigh(ref frame, at + 16, rows) << 16);
    }

    /// <summary>Which of 32 octets are this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Are32(ref byte frame, nint at, byte octet) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref Unsafe.Add(ref frame, at)), Vector256.Create(octet)).ExtractMostSignificantBits();

    /// <summary>Which of 64 octets are this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Are64(ref byte frame, nint at, byte octet) =>
        Vector512.IsHardwareAccelerated
            ? Vector512.Equals(Vector512.LoadUnsafe(ref Unsafe.Add(ref frame, at)), Vector512.Create(octet)).ExtractMostSignificantBits()
            : Are32(ref frame, at, octet) | ((ulong)Are32(ref frame, at + 32, octet) << 32);

    /// <summary>Which of 64 octets are digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AreDigits64(ref byte frame, nint at) =>
        Vector512.IsHardwareAccelerated
            ? Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref Unsafe.Add(ref frame, at)) - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits()
            : AreDigits32(ref frame, at) | ((ulong)AreDigits32(ref frame, at + 32) << 32);

    /// <summary>As <see cref="Outside"/>, for 64 octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Outside64(ref byte frame, nint at, Vector128<byte> rows)
    {
        if (!Avx512BW.IsSupported || !Vector512.IsHardwareAccelerated)
        {
            return Outside32(ref frame, at, rows) | ((ulong)Outside32(ref frame, at + 32, rows) << 32);
        }

        var octets = Vector512.LoadUnsafe(ref Unsafe.Add(ref frame, at));
        var row = Avx512BW.Shuffle(Vector512.Create(Vector256.Create(rows)), octets & Vector512.Create((byte)0x0F));
        var bit = Avx512BW.Shuffle(Vector512.Create(Vector256.Create(Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0))), octets >>> 4);
        return Vector512.Equals(row & bit, Vector512<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>As <see cref="OutsideOrHigh"/>, for 64 octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OutsideOrHigh64(ref byte frame, nint at, Vector128<byte> rows) =>
        Avx512BW.IsSupported && Vector512.IsHardwareAccelerated
            ? Outside64(ref frame, at, rows) & ~Vector512.LoadUnsafe(ref Unsafe.Add(ref frame, at)).ExtractMostSignificantBits()
            : OutsideOrHigh32(ref frame, at, rows) | ((ulong)OutsideOrHigh32(ref frame, at + 32, rows) << 32);

    /// <summary>
    /// Looks 64 octets up in a table of 128, which says of each to which of eight sets it belongs: where the processor has an instruction
    /// for that, it tells all sets at once. Elsewhere nothing, and each set is looked up by its rows.
    /// </summary>
    /// <param name="high">The sets that hold every octet above 127.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Kinds64(ref byte frame, nint at, ReadOnlySpan<byte> table, byte high)
    {
        if (!HasKinds)
        {
            return default;
        }

        ref var kinds = ref MemoryMarshal.GetReference(table);
        var octets = Vector512.LoadUnsafe(ref Unsafe.Add(ref frame, at));
        return Vector512.ConditionalSelect(
            Vector512.LessThan(octets.AsSByte(), Vector512<sbyte>.Zero).AsByte(),
            Vector512.Create(high),
            Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref kinds), octets, Vector512.LoadUnsafe(ref kinds, 64)));
    }

    /// <summary>As <see cref="Outside64(ref byte, nint, Vector128{byte})"/>, for octets whose kinds were looked up.</summary>
    /// <param name="kind">The bit of the set.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Outside64(ref byte frame, nint at, Vector512<byte> kinds, byte kind, Vector128<byte> rows) =>
        HasKinds ? Without(kinds, kind) : Outside64(ref frame, at, rows);

    /// <summary>As <see cref="OutsideOrHigh64(ref byte, nint, Vector128{byte})"/>, for octets whose kinds were looked up.</summary>
    /// <param name="kind">The bit of the set.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OutsideOrHigh64(ref byte frame, nint at, Vector512<byte> kinds, byte kind, Vector128<byte> rows) =>
        HasKinds ? Without(kinds, kind) : OutsideOrHigh64(ref frame, at, rows);

    private static bool HasKinds => Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Without(Vector512<byte> kinds, byte kind) =>
        Vector512.Equals(kinds & Vector512.Create(kind), Vector512<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AreDigits32(ref byte frame, nint at) =>
        Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref Unsafe.Add(ref frame, at)) - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint OutsideOf(Vector256<byte> octets, Vector128<byte> rows)
    {
        var row = Avx2.Shuffle(Vector256.Create(rows), octets & Vector256.Create((byte)0x0F));
        var bit = Avx2.Shuffle(Vector256.Create(Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0)), octets >>> 4);
        return Vector256.Equals(row & bit, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint EndOfLong(ref byte frame, nint at, Vector128<byte> rows)
    {
        while (true)
        {
            var outside = Outside(ref frame, at, rows);
            if (outside != 0)
            {
                return at + (nint)(uint)BitOperations.TrailingZeroCount(outside);
            }

            at += 16;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint EndOfLongOrHigh(ref byte frame, nint at, Vector128<byte> rows)
    {
        while (true)
        {
            var outside = OutsideOrHigh32(ref frame, at, rows);
            if (outside != 0)
            {
                return at + (nint)(uint)BitOperations.TrailingZeroCount(outside);
            }

            at += 32;
        }
    }
}
