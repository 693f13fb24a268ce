namespace MailStore.Generators.Analysis;

/// <summary>
/// The subset construction: which sets of states an automaton with choices can be in. Sets are rows of bits, and of each state it is
/// known beforehand what it reaches without an octet: tables of addresses have a thousand sets of hundreds of states.
/// </summary>
internal sealed class Subsets
{
    private const int WordBits = 64;

    private readonly List<List<(ByteSet? Set, int Target)>> _edges;
    private readonly int _cells;
    private readonly int _statesMax;
    private readonly int _words;
    private readonly long[]?[] _closures;
    private readonly int[][] _moves;
    private readonly Dictionary<long[], int> _known = new(new WordsComparer());
    private readonly List<long[]> _sets = [];
    private readonly List<int[]> _table = [];

    /// <param name="edges">Of each state; one without octets costs nothing.</param>
    /// <param name="cells">Octets that no edge tells apart.</param>
    /// <param name="statesMax">How many sets there may be.</param>
    public Subsets(List<List<(ByteSet? Set, int Target)>> edges, List<ByteSet> cells, int statesMax)
    {
        _edges = edges;
        _cells = cells.Count;
        _statesMax = statesMax;
        _words = (edges.Count + WordBits - 1) / WordBits;
        _closures = new long[edges.Count][];
        _moves = new int[edges.Count][];
        for (var state = 0; state < edges.Count; state++)
        {
            _moves[state] = MovesOf(edges[state], cells);
        }
    }

    /// <summary>True if there were more sets than allowed.</summary>
    public bool IsCut { get; private set; }

    /// <returns>Where each set leads to, cell by cell, or -1; and which of them hold the end. They are numbered as they are met.</returns>
    public (List<int[]> Table, bool[] Accepts) From(int start, int end)
    {
        Enter(ClosureOf(start));
        var next = new long[_cells][];
        for (var s = 0; s < _sets.Count && !IsCut; s++)
        {
            Array.Clear(next, 0, next.Length);
            Collect(_sets[s], next);
            var row = _table[s];
            for (var c = 0; c < _cells; c++)
            {
                row[c] = next[c] is { } set ? Enter(set) : -1;
            }
        }

        var accepts = new bool[_sets.Count];
        for (var s = 0; s < accepts.Length; s++)
        {
            accepts[s] = Has(_sets[s], end);
        }

        return (_table, accepts);
    }

    // Pairs of a cell and a target.
    private static int[] MovesOf(List<(ByteSet? Set, int Target)> edges, List<ByteSet> cells)
    {
        var moves = new List<int>();
        foreach (var (set, target) in edges)
        {
            for (var c = 0; set is not null && c < cells.Count; c++)
            {
                if (set.Contains(cells[c].First))
                {
                    moves.Add(c);
                    moves.Add(target);
                }
            }
        }

        return [.. moves];
    }

    private static bool Has(long[] set, int state) => ((set[state / WordBits] >> (state % WordBits)) & 1) != 0;

    private void Collect(long[] set, long[]?[] next)
    {
        for (var state = 0; state < _moves.Length; state++)
        {
            if (set[state / WordBits] == 0)
            {
                state |= WordBits - 1;
                continue;
            }

            if (!Has(set, state))
            {
                continue;
            }

            var moves = _moves[state];
            for (var m = 0; m < moves.Length; m += 2)
            {
                var reached = ClosureOf(moves[m + 1]);
                var target = next[moves[m]] ??= new long[_words];
                for (var w = 0; w < target.Length; w++)
                {
                    target[w] |= reached[w];
                }
            }
        }
    }

    private long[] ClosureOf(int state)
    {
        if (_closures[state] is { } known)
        {
            return known;
        }

        var set = new long[_words];
        var work = new Stack<int>();
        work.Push(state);
        while (work.Count > 0)
        {
            var one = work.Pop();
            if (Has(set, one))
            {
                continue;
            }

            set[one / WordBits] |= 1L << (one % WordBits);
            foreach (var (over, target) in _edges[one])
            {
                if (over is null)
                {
                    work.Push(target);
                }
            }
        }

        _closures[state] = set;
        return set;
    }

    private int Enter(long[] set)
    {
        if (_known.TryGetValue(set, out var id))
        {
            return id;
        }

        if (_sets.Count == _statesMax)
        {
            IsCut = true;
            return -1;
        }

        id = _sets.Count;
        _known.Add(set, id);
        _sets.Add(set);
        var row = new int[_cells];
        for (var c = 0; c < row.Length; c++)
        {
            row[c] = -1;
        }

        _table.Add(row);
        return id;
    }
}
