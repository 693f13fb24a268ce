using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <param name="own">By row; 0 for none.</param>
    /// <param name="references">Those of each row, one behind the other.</param>
    /// <param name="starts">Where those of each row begin, and where the last ones end.</param>
    internal static IdColumn Of(ReadOnlySpan<ulong> own, ReadOnlySpan<ulong> references, int[] starts)
    {
        var hashes = Distinct(own, references);
        return new(hashes, Codes(own, hashes), starts, Codes(references, hashes));
    }

    internal static IdColumn Merge(IReadOnlyList<IdColumn> columns, RowOrder order)
    {
        var (hashes, remaps) = MergeHashes(columns);
        var (rows, count) = (columns.Sum(column => column._own.Length), columns.Sum(column => column._references.Length));
        var own = GC.AllocateUninitializedArray<int>(rows);
        var lengths = GC.AllocateUninitializedArray<int>(rows);
        var references = GC.AllocateUninitializedArray<int>(count);
        var (row, used) = (0, 0);
        for (var at = 0; at < columns.Count; at++)
        {
            var column = columns[at];
            column.CopyTo(own.AsSpan(row), lengths.AsSpan(row), references.AsSpan(used), remaps[at]);
            (row, used) = (row + column._own.Length, used + column._references.Length);
        }

        var (starts, ordered) = InOrder(lengths, references, order);
        return new(hashes, order.Of(own), starts, ordered);
    }

    internal IdColumn Keep(ReadOnlySpan<int> rows)
    {
        var own = new ulong[rows.Length];
        var references = new List<ulong>();
        var starts = new int[rows.Length + 1];
        for (var at = 0; at < rows.Length; at++)
        {
            own[at] = _own[rows[at]] == None ? 0 : _hashes[_own[rows[at]]];
            foreach (var id in References(rows[at]))
            {
                references.Add(_hashes[id]);
            }

            starts[at + 1] = references.Count;
        }

        return Of(own, CollectionsMarshal.AsSpan(references), starts);
    }

    private static ulong[] Distinct(ReadOnlySpan<ulong> own, ReadOnlySpan<ulong> references)
    {
        var hashes = new ulong[own.Length + references.Length];
        own.CopyTo(hashes);
        references.CopyTo(hashes.AsSpan(own.Length));
        Array.Sort(hashes);
        var (count, before) = (0, 0UL);
        foreach (var hash in hashes)
        {
            // None is 0, and was the first.
            if (hash != before)
            {
                hashes[count++] = before = hash;
            }
        }

        return hashes[..count];
    }

    private static int[] Codes(ReadOnlySpan<ulong> ids, ulong[] hashes)
    {
        var codes = new int[ids.Length];
        for (var at = 0; at < codes.Length; at++)
        {
            codes[at] = ids[at] == 0 ? None : Array.BinarySearch(hashes, ids[at]);
        }

        return codes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyTo(Span<int> own, Span<int> lengths, Span<int> references, int[] remap)
    {
        for (var row = 0; row < _own.Length; row++)
        {
            own[row] = _own[row] == None ? None : remap[_own[row]];
            lengths[row] = _starts[row + 1] - _starts[row];
        }

        for (var at = 0; at < _references.Length; at++)
        {
            references[at] = remap[_references[at]];
        }
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        var remaps = columns.Select(column => GC.AllocateUninitializedArray<int>(column.IdCount)).ToArray();
        var hashes = GC.AllocateUninitializedArray<ulong>(columns.Sum(column => column.IdCount));
        return (hashes.AsSpan(0, MergeHashes([.. columns], remaps, hashes)).ToArray(), remaps);
    }

    // It runs once and long: as careless code it would be over before the compiler has made better one of it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MergeHashes(IdColumn[] columns, int[][] remaps, Span<ulong> hashes)
    {
        // The least of each column that is left, and behind the last one nothing is less.
        var (places, least, count) = (new int[columns.Length], new ulong[columns.Length], 0);
        for (var at = 0; at < columns.Length; at++)
        {
            least[at] = columns[at].HashAt(0);
        }

        for (var left = hashes.Length; left > 0;)
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
                    remaps[at][places[at]++] = count;
                    least[at] = columns[at].HashAt(places[at]);
                    left--;
                }
            }

            hashes[count++] = next;
        }

        return count;
    }

    private ulong HashAt(int place) => place < _hashes.Length ? _hashes[place] : ulong.MaxValue;
}
