using System.Runtime.CompilerServices;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>
/// Puts numbers in order by one key after the other, the last one first: each pass keeps the order of those that it does not tell
/// apart. A pass costs the same whatever the keys are, and digits that all have are passed over. It often runs once and long: careless code,
/// which becomes better only while it runs, would cost it more than it gains.
/// </summary>
internal sealed class RadixOrder(int count)
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    private int[] _order = Numbers(count);
    private int[] _spare = GC.AllocateUninitializedArray<int>(count);

    /// <summary>The places of the keys, as they come.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>The same, for whoever keeps it: nothing is ordered any more.</summary>
    public int[] ToArray() => _order;

    public void By(ReadOnlySpan<ulong> keys)
    {
        var varying = 0UL;
        foreach (var key in keys)
        {
            varying |= key ^ keys[0];
        }

        Span<int> starts = stackalloc int[Digits];
        for (var shift = 0; shift < 64; shift += DigitBits)
        {
            if (((varying >> shift) & (Digits - 1)) != 0)
            {
                Pass(keys, shift, starts);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Numbers(int count)
    {
        var numbers = GC.AllocateUninitializedArray<int>(count);
        for (var at = 0; at < count; at++)
        {
            numbers[at] = at;
        }

        return numbers;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pass(ReadOnlySpan<ulong> keys, int shift, Span<int> starts)
    {
        starts.Clear();
        foreach (var key in keys)
        {
            starts[(int)(key >> shift) & (Digits - 1)]++;
        }

        var before = 0;
        foreach (ref var start in starts)
        {
            (start, before) = (before, before + start);
        }

        foreach (var place in _order)
        {
            _spare[starts[(int)(keys[place] >> shift) & (Digits - 1)]++] = place;
        }

        (_order, _spare) = (_spare, _order);
    }
}
