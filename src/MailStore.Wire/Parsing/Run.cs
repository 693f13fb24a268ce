using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static int End(ref byte frame, int at, Vector128<byte> rows)
    {
        var outside = Outside(ref frame, at, rows);
        return outside != 0 ? at + BitOperations.TrailingZeroCount(outside) : EndOfLong(ref frame, at + 16, rows);
    }

    /// <summary>As <see cref="End"/>, for a set that holds every octet above 127 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOrHigh(ref byte frame, int at, Vector128<byte> rows)
    {
        while (true)
        {
            var outside = OutsideOrHigh(ref frame, at, rows);
            if (outside != 0)
            {
                return at + BitOperations.TrailingZeroCount(outside);
            }

            at += 16;
        }
    }

    /// <summary>Which of sixteen octets are outside of an ASCII set, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Outside(ref byte frame, int at, Vector128<byte> rows)
    {
        var octets = Vector128.LoadUnsafe(ref frame, (nuint)at);
        var row = Vector128.ShuffleNative(rows, octets & Vector128.Create((byte)0x0F));
        var bit = Vector128.ShuffleNative(Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0), octets >>> 4);
        return Vector128.Equals(row & bit, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Which of sixteen octets are outside of a set that holds every octet above 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideOrHigh(ref byte frame, int at, Vector128<byte> rows) =>
        Outside(ref frame, at, rows) & ~Vector128.LoadUnsafe(ref frame, (nuint)at).ExtractMostSignificantBits();

    /// <summary>Which of sixteen octets are this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Are(ref byte frame, int at, byte octet) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref frame, (nuint)at), Vector128.Create(octet)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EndOfLong(ref byte frame, int at, Vector128<byte> rows)
    {
        while (true)
        {
            var outside = Outside(ref frame, at, rows);
            if (outside != 0)
            {
                return at + BitOperations.TrailingZeroCount(outside);
            }

            at += 16;
        }
    }
}
