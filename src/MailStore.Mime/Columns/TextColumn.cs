using System.Runtime.CompilerServices;

namespace MailStore.Mime.Columns;

/// <summary>One text of many messages: its keys, each once and in order, and for each message the number of its key. So numbers compare as texts do.</summary>
public sealed class TextColumn
{
    private readonly ArraySegment<byte> _pool;
    private readonly int[] _ends;
    private readonly int[] _codes;

    internal TextColumn(ArraySegment<byte> pool, int[] ends, int[] codes) => (_pool, _ends, _codes) = (pool, ends, codes);

    /// <summary>How many keys.</summary>
    public int KeyCount => _ends.Length;

    /// <summary>By row.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Octets that it holds in memory.</summary>
    public long Weight => _pool.Count + (4L * (_ends.Length + _codes.Length));

    internal ReadOnlySpan<byte> Pool => _pool;

    internal ReadOnlySpan<int> Ends => _ends;

    public ReadOnlySpan<byte> Key(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _pool.AsSpan(start, _ends[code] - start);
    }

    /// <summary>Rows of several columns, one behind the other.</summary>
    internal static TextColumn Merge(TextColumn[] columns, RowOrder order)
    {
        var keys = new KeyMerge(columns);
        keys.Run();
        var codes = GC.AllocateUninitializedArray<int>(columns.Sum(column => column._codes.Length));
        var row = 0;
        for (var at = 0; at < columns.Length; at++)
        {
            var own = columns[at]._codes;
            Renumber(own, keys.NumbersOf(at), codes.AsSpan(row, own.Length));
            row += own.Length;
        }

        return new(keys.Pool, keys.Ends.ToArray(), order.Of(codes));
    }

    /// <summary>The first key that is not less than another one, from some number on.</summary>
    internal int PlaceOf(ReadOnlySpan<byte> key, int from)
    {
        var (low, high) = (from, _ends.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Key(middle).SequenceCompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Some of the rows; keys that none of them has go.</summary>
    internal TextColumn Keep(ReadOnlySpan<int> rows)
    {
        var remap = new int[KeyCount];
        foreach (var row in rows)
        {
            remap[_codes[row]] = 1;
        }

        var ends = new List<int>();
        var pool = new List<byte>(_pool.Count);
        for (var code = 0; code < remap.Length; code++)
        {
            if (remap[code] != 0)
            {
                pool.AddRange(Key(code));
                remap[code] = ends.Count;
                ends.Add(pool.Count);
            }
        }

        var codes = new int[rows.Length];
        for (var at = 0; at < codes.Length; at++)
        {
            codes[at] = remap[_codes[rows[at]]];
        }

        return new(pool.ToArray(), [.. ends], codes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Renumber(ReadOnlySpan<int> codes, ReadOnlySpan<int> numbers, Span<int> into)
    {
        for (var at = 0; at < into.Length && at < codes.Length; at++)
        {
            into[at] = numbers[codes[at]];
        }
    }
}
