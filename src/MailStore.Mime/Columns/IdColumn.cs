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

    internal ReadOnlySpan<int> AllReferences => _references;

    /// <summary>The first one first.</summary>
    public ReadOnlyMemory<int> References(int row) => _references.AsMemory(_starts[row].._starts[row + 1]);

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
        var own = new List<int>(columns.Sum(column => column._own.Length));
        var places = new List<(int Column, int Row)>(own.Capacity);
        for (var at = 0; at < columns.Count; at++)
        {
            for (var row = 0; row < columns[at]._own.Length; row++)
            {
                own.Add(columns[at]._own[row] == None ? None : remaps[at][columns[at]._own[row]]);
                places.Add((at, row));
            }
        }

        var starts = new int[own.Count + 1];
        var references = new int[columns.Sum(column => column._references.Length)];
        var used = 0;
        var ordered = order.Of<(int Column, int Row)>([.. places]);
        for (var row = 0; row < ordered.Length; row++)
        {
            var (column, from) = ordered[row];
            foreach (var id in columns[column].References(from).Span)
            {
                references[used++] = remaps[column][id];
            }

            starts[row + 1] = used;
        }

        return new(hashes, order.Of<int>([.. own]), starts, references);
    }

    internal IdColumn Keep(ReadOnlySpan<int> rows)
    {
        var own = new List<ulong>(rows.Length);
        var references = new List<ulong[]>(rows.Length);
        foreach (var row in rows)
        {
            own.Add(_own[row] == None ? 0 : _hashes[_own[row]]);
            var ids = References(row).Span;
            var hashes = new ulong[ids.Length];
            for (var at = 0; at < hashes.Length; at++)
            {
                hashes[at] = _hashes[ids[at]];
            }

            references.Add(hashes);
        }

        return Of(own, references);
    }

    private static (ulong[] Hashes, int[][] Remaps) MergeHashes(IReadOnlyList<IdColumn> columns)
    {
        var places = new int[columns.Count];
        var remaps = columns.Select(column => new int[column.IdCount]).ToArray();
        var hashes = new List<ulong>(columns.Max(column => column.IdCount));
        while (true)
        {
            var (least, hasMore) = (ulong.MaxValue, false);
            for (var at = 0; at < columns.Count; at++)
            {
                if (places[at] < columns[at].IdCount)
                {
                    least = Math.Min(least, columns[at]._hashes[places[at]]);
                    hasMore = true;
                }
            }

            if (!hasMore)
            {
                return ([.. hashes], remaps);
            }

            for (var at = 0; at < columns.Count; at++)
            {
                if (places[at] < columns[at].IdCount && columns[at]._hashes[places[at]] == least)
                {
                    remaps[at][places[at]++] = hashes.Count;
                }
            }

            hashes.Add(least);
        }
    }
}
