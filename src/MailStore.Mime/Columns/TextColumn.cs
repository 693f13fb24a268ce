namespace MailStore.Mime.Columns;

/// <summary>One text of many messages: its keys, each once and in order, and for each message the number of its key. So numbers compare as texts do.</summary>
public sealed class TextColumn
{
    private readonly byte[] _pool;
    private readonly int[] _ends;
    private readonly int[] _codes;

    internal TextColumn(byte[] pool, int[] ends, int[] codes) => (_pool, _ends, _codes) = (pool, ends, codes);

    /// <summary>How many keys.</summary>
    public int KeyCount => _ends.Length;

    /// <summary>By row.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Octets that it holds in memory.</summary>
    public long Weight => _pool.Length + (4L * (_ends.Length + _codes.Length));

    internal ReadOnlySpan<byte> Pool => _pool;

    internal ReadOnlySpan<int> Ends => _ends;

    public ReadOnlySpan<byte> Key(int code) => _pool.AsSpan((code == 0 ? 0 : _ends[code - 1]).._ends[code]);

    /// <summary>Rows of several columns, one behind the other.</summary>
    internal static TextColumn Merge(IReadOnlyList<TextColumn> columns, RowOrder order)
    {
        var places = new int[columns.Count];
        var remaps = columns.Select(column => new int[column.KeyCount]).ToArray();
        var pool = new byte[columns.Sum(column => column._pool.Length)];
        var ends = new List<int>(columns.Max(column => column.KeyCount));
        for (var used = 0; TryFindLeast(columns, places, out var least);)
        {
            var key = columns[least].Key(places[least]);
            key.CopyTo(pool.AsSpan(used));
            used += key.Length;
            for (var at = least; at < columns.Count; at++)
            {
                if (places[at] < columns[at].KeyCount && (at == least || columns[at].Key(places[at]).SequenceEqual(key)))
                {
                    remaps[at][places[at]++] = ends.Count;
                }
            }

            ends.Add(used);
        }

        var codes = new int[columns.Sum(column => column._codes.Length)];
        var row = 0;
        for (var at = 0; at < columns.Count; at++)
        {
            foreach (var code in columns[at]._codes)
            {
                codes[row++] = remaps[at][code];
            }
        }

        return new(pool.AsSpan(0, ends.Count == 0 ? 0 : ends[^1]).ToArray(), [.. ends], order.Of(codes));
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
        var pool = new List<byte>(_pool.Length);
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

        return new([.. pool], [.. ends], codes);
    }

    // There are a few segments of a mailbox at most.
    private static bool TryFindLeast(IReadOnlyList<TextColumn> columns, int[] places, out int least)
    {
        least = -1;
        for (var at = 0; at < columns.Count; at++)
        {
            if (places[at] < columns[at].KeyCount && (least < 0 || columns[at].Key(places[at]).SequenceCompareTo(columns[least].Key(places[least])) < 0))
            {
                least = at;
            }
        }

        return least >= 0;
    }
}
