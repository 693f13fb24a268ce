using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MailStore.Mime.Columns;

/// <summary>Reads the pieces of a <see cref="ColumnSection"/>. Once something is not there, nothing is.</summary>
internal ref struct SectionReader(ReadOnlySpan<byte> octets)
{
    private readonly int _length = octets.Length;
    private ReadOnlySpan<byte> _rest = octets;

    public bool HasFailed { get; private set; }

    public uint Number() => Take(1, sizeof(uint)) is { IsEmpty: false } taken ? ColumnSection.NumberAt(taken) : 0;

    public T[] Array<T>(int count)
        where T : unmanaged
    {
        var taken = MemoryMarshal.Cast<byte, T>(Take(count, Unsafe.SizeOf<T>()));
        var array = GC.AllocateUninitializedArray<T>(taken.Length);
        taken.CopyTo(array);
        return array;
    }

    /// <summary>Passes over octets that are left where they are.</summary>
    /// <returns>Where they begin.</returns>
    public int Place(int count)
    {
        var start = _length - _rest.Length;
        Take(count, 1);
        return HasFailed ? 0 : start;
    }

    /// <param name="codes">How many.</param>
    /// <param name="count">They are lower than this.</param>
    /// <param name="minus">Taken from each.</param>
    public int[] Codes(int codes, int count, int minus)
    {
        var width = ColumnSection.WidthOf(count);
        var taken = Take(codes, width);
        var read = GC.AllocateUninitializedArray<int>(taken.Length / width);
        HasFailed |= !(width switch
        {
            1 => TryWiden(taken, read, count, minus),
            2 => TryWiden(MemoryMarshal.Cast<byte, ushort>(taken), read, count, minus),
            _ => TryWiden(MemoryMarshal.Cast<byte, int>(taken), read, count, minus),
        });
        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryWiden(ReadOnlySpan<byte> codes, Span<int> into, int count, int minus)
    {
        var highest = -1;
        for (var at = 0; at < into.Length && at < codes.Length; at++)
        {
            highest = Math.Max(highest, codes[at]);
            into[at] = codes[at] - minus;
        }

        return highest < count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryWiden(ReadOnlySpan<ushort> codes, Span<int> into, int count, int minus)
    {
        var highest = -1;
        for (var at = 0; at < into.Length && at < codes.Length; at++)
        {
            highest = Math.Max(highest, codes[at]);
            into[at] = codes[at] - minus;
        }

        return highest < count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryWiden(ReadOnlySpan<int> codes, Span<int> into, int count, int minus)
    {
        // What is negative here is too high.
        var highest = 0u;
        for (var at = 0; at < into.Length && at < codes.Length; at++)
        {
            highest = Math.Max(highest, (uint)codes[at]);
            into[at] = codes[at] - minus;
        }

        return codes.IsEmpty || highest < (uint)count;
    }

    private ReadOnlySpan<byte> Take(int count, int size)
    {
        if (HasFailed || count < 0 || (long)count * size > _rest.Length)
        {
            HasFailed = true;
            return default;
        }

        var taken = _rest[..(count * size)];
        _rest = _rest[taken.Length..];
        return taken;
    }
}
