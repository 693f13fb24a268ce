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
}
