namespace MailStore.Mime.Columns;

/// <summary>The ids of messages and those that they refer to, as numbers from 0 on: the hashes that they stand for are kept to put columns together.</summary>
public sealed class IdColumn
{
    /// <summary>Of a message without an id.</summary>
    public const int None = -1;

    private readonly ulong[] _hashes;
    private readonly int[] _own;
    private readonly int[] _starts;
    private readonly int[] _references;

    /// <param name="starts">Where the references of each row begin, and where the last ones end.</param>
    internal IdColumn(ulong[] hashes, int[] own, int[] starts, int[] references) => (_hashes, _own, _starts, _references) = (hashes, own, starts, references);

    /// <summary>How many ids.</summary>
    public int IdCount => _hashes.Length;

    /// <summary>By row: the message's own one, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> Own => _own;

    /// <summary>Octets that it holds in memory.</summary>
    public long Weight => (8L * _hashes.Length) + (4L * (_own.Length + _starts.Length + _references.Length));

    internal ReadOnlySpan<ulong> Hashes => _hashes;

    internal ReadOnlySpan<int> Starts => _starts;

    /// <summary>Ids that messages refer to: those of each message together, the first one first.</summary>
    public ReadOnlyMemory<int> AllReferences => _references;

    /// <summary>By row: where the ones of that message begin, and where they end.</summary>
    public (int From, int To) PlaceOf(int row) => (_starts[row], _starts[row + 1]);

    internal ReadOnlySpan<int> References(int row) => _references.AsSpan(_starts[row].._starts[row + 1]);

    internal static IdColumn Of(IReadOnlyList<ulong> own, IReadOnlyList<ulong[]> references)
    {
        var hashes = own.Concat(references.SelectMany(ids => ids)).Where(hash => hash != 0).Distinct().Order().ToArray();
        var starts = new int[own.Count + 1];
        var all = new List<int>();
        for (var row = 0; row < own.Count; row++)
        {
            foreach (var hash in references[row])
            {
                all.Add(Array.BinarySearch(hashes, hash));
            }

            starts[row + 1] = all.Count;
        }

        return new(hashes, [.. own.Select(hash => hash == 0 ? None : Array.BinarySearch(hashes, hash))], starts, [.. all]);
    }

    internal static IdColumn Merge(IReadOnlyList<IdColumn> columns, RowOrder order)
    {
        var (hashes, remaps) = MergeHashes(columns);
        var (rows, count) = (columns.Sum(column => column._own.Length), columns.Sum(column => column._references.Length));
        var (own, lengths, references) = (new int[rows], new int[rows], new int[count]);
        var (row, used) = (0, 0);
        for (var at = 0; at < columns.Count; at++)
        {
            var (column, remap) = (columns[at], remaps[at]);
            for (var from = 0; from < column._own.Length; from++, row++)
            {
                own[row] = column._own[from] == None ? None : remap[column._own[from]];
                lengths[row] = column._starts[from + 1] - column._starts[from];
            }

            foreach (var id in column._references)
            {
                references[used++] = remap[id];
            }
        }

        var (starts, ordered) = InOrder(lengths, references, order);
        return new(hashes, order.Of(own), starts, ordered);
    }

    internal IdColumn Keep(ReadOnlySpan<int> rows)
    {
        var own = new List<ulong>(rows.Length);
        var references = new List<ulong[]>(rows.Length);
        foreach (var row in rows)
        {
            own.Add(_own[row] == None ? 0 : _hashes[_own[row]]);
            var ids = References(row);
            var hashes = new ulong[ids.Length];
            for (var at = 0; at < hashes.Length; at++)
            {
                hashes[at] = _hashes[ids[at]];
            }

            references.Add(hashes);
        }

        return Of(own, references);
    }

    private static (int[] Starts, int[] References) InOrder(int[] lengths, int[] references, RowOrder order)
    {
        var starts = StartsOf(order.Of(lengths));
        if (order.IsAsIs)
        {
            return (starts, references);
        }

        var (from, to) = (order.Of(StartsOf(lengths)[..^1]), new int[references.Length]);
        for (var row = 0; row < from.Length; row++)
        {
            references.AsSpan(from[row], starts[row + 1] - starts[row]).CopyTo(to.AsSpan(starts[row]));
        }

        return (starts, to);
    }

    private static int[] StartsOf(ReadOnlySpan<int> lengths)
    {
        var starts = new int[lengths.Length + 1];
        for (var row = 0; row < lengths.Length; row++)
        {
            starts[row + 1] = starts[row] + lengths[row];
        }

        return starts;
    }

    private static (ulong[] Hashes, int[][] Remaps) MergeHashes(IReadOnlyList<IdColumn> columns)
    {
        // The least of each column that is left, and behind the last one nothing is less.
        var places = new int[columns.Count];
        var remaps = columns.Select(column => new int[column.IdCount]).ToArray();
        var hashes = new List<ulong>(columns.Sum(column => column.IdCount));
        var least = columns.Select(column => column.HashAt(0)).ToArray();
        for (var left = hashes.Capacity; left > 0;)
        {
            var next = ulong.MaxValue;
            foreach (var hash in least)
            {
                next = Math.Min(next, hash);
            }

            for (var at = 0; at < least.Length; at++)
            {
                if (least[at] == next && places[at] < remaps[at].Length)
                {
                    remaps[at][places[at]++] = hashes.Count;
                    least[at] = columns[at].HashAt(places[at]);
                    left--;
                }
            }

            hashes.Add(next);
        }

        return ([.. hashes], remaps);
    }

    private ulong HashAt(int place) => place < _hashes.Length ? _hashes[place] : ulong.MaxValue;
}
