using System.Numerics;
using System.Runtime.CompilerServices;

namespace MailStore.Bench.Measuring;

/// <summary>Adds facts to a hash, a cycle or two each: the price of it must not hide the price of parsing.</summary>
internal static class Fold
{
    public const ulong Start = 0x9E3779B97F4A7C15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, ulong fact) => BitOperations.RotateLeft(hash, 7) + Start + fact;

    /// <summary>Length and both ends: enough to need the string, little enough not to read it again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, string? text) =>
        string.IsNullOrEmpty(text) ? Add(hash, 0) : Add(hash, ((ulong)text.Length << 32) | ((ulong)text[0] << 16) | text[^1]);

    /// <summary>
    /// A few facts of a command value, whatever it is: verb, and one word at 8 and at 16 bytes (tag, body). Read in pieces no larger
    /// than they were written in: a wider load would wait for the stores, and choosing fields by verb would cost a mispredicted
    /// branch that is no part of parsing. The value is written by calls that are not inlined, so no field's work can be left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<TCommand>(ref TCommand command)
        where TCommand : unmanaged
    {
        ref var words = ref Unsafe.As<TCommand, uint>(ref command);
        return Unsafe.As<TCommand, byte>(ref command) + Unsafe.Add(ref words, 2) + ((ulong)Unsafe.Add(ref words, 4) << 32);
    }
}
