using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>The permutation of RFC 9106 §3.6, over the rows of a block and then over its columns. Four columns of a round at once: a login waits for this.</summary>
internal static class Argon2Rounds
{
    private const int Lines = 8;
    private const int LineWords = 16;

    public static void Permute(Span<ulong> block)
    {
        var rows = MemoryMarshal.Cast<ulong, Vector256<ulong>>(block);
        for (var row = 0; row < rows.Length; row += 4)
        {
            Mix(ref rows[row], ref rows[row + 1], ref rows[row + 2], ref rows[row + 3]);
        }

        var pairs = MemoryMarshal.Cast<ulong, Vector128<ulong>>(block);
        for (var column = 0; column < Lines; column++)
        {
            var (a, b) = (Two(pairs, column, 0), Two(pairs, column, 2));
            var (c, d) = (Two(pairs, column, 4), Two(pairs, column, 6));
            Mix(ref a, ref b, ref c, ref d);
            Put(pairs, column, 0, a);
            Put(pairs, column, 2, b);
            Put(pairs, column, 4, c);
            Put(pairs, column, 6, d);
        }
    }

    private static Vector256<ulong> Two(Span<Vector128<ulong>> pairs, int column, int line) =>
        Vector256.Create(pairs[column + (line * LineWords / 2)], pairs[column + ((line + 1) * LineWords / 2)]);

    private static void Put(Span<Vector128<ulong>> pairs, int column, int line, Vector256<ulong> two) =>
        (pairs[column + (line * LineWords / 2)], pairs[column + ((line + 1) * LineWords / 2)]) = (two.GetLower(), two.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref Vector256<ulong> a, ref Vector256<ulong> b, ref Vector256<ulong> c, ref Vector256<ulong> d)
    {
        Quarter(ref a, ref b, ref c, ref d);
        b = Vector256.Shuffle(b, Vector256.Create(1UL, 2, 3, 0));
        c = Vector256.Shuffle(c, Vector256.Create(2UL, 3, 0, 1));
        d = Vector256.Shuffle(d, Vector256.Create(3UL, 0, 1, 2));
        Quarter(ref a, ref b, ref c, ref d);
        b = Vector256.Shuffle(b, Vector256.Create(3UL, 0, 1, 2));
        c = Vector256.Shuffle(c, Vector256.Create(2UL, 3, 0, 1));
        d = Vector256.Shuffle(d, Vector256.Create(1UL, 2, 3, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref Vector256<ulong> a, ref Vector256<ulong> b, ref Vector256<ulong> c, ref Vector256<ulong> d)
    {
        a += b + Twice(a, b);
        d = RotateRight(d ^ a, 32);
        c += d + Twice(c, d);
        b = RotateRight(b ^ c, 24);
        a += b + Twice(a, b);
        d = RotateRight(d ^ a, 16);
        c += d + Twice(c, d);
        b = RotateRight(b ^ c, 63);
    }

    // Twice the product of the lower halves.
    private static Vector256<ulong> Twice(Vector256<ulong> left, Vector256<ulong> right)
    {
        var product = Avx2.IsSupported
            ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32())
            : (left & Vector256.Create((ulong)uint.MaxValue)) * (right & Vector256.Create((ulong)uint.MaxValue));
        return product + product;
    }

    private static Vector256<ulong> RotateRight(Vector256<ulong> value, int bits) => (value >>> bits) | (value << (64 - bits));
}
