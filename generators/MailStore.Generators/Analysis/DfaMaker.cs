namespace MailStore.Generators.Analysis;

/// <summary>From a regular node to its minimal automaton: Thompson's construction, subsets, and Moore's refinement.</summary>
internal sealed class DfaMaker
{
    /// <summary>States that an automaton may have before it is made minimal. Overlapping repetitions can need exponentially many.</summary>
    public const int StatesMax = 4000;

    private readonly List<List<(ByteSet? Set, int Target)>> _edges = [];

    public static Dfa Make(Node node)
    {
        var maker = new DfaMaker();
        var start = maker.State();
        var end = maker.State();
        maker.Add(node, start, end);
        return maker.Minimal(start, end);
    }

    private int State()
    {
        _edges.Add([]);
        return _edges.Count - 1;
    }

    private void Add(Node node, int from, int to)
    {
        switch (node)
        {
            case Node.Text text:
                for (var i = 0; i < text.Sets.Length; i++)
                {
                    var next = i == text.Sets.Length - 1 ? to : State();
                    _edges[from].Add((text.Sets[i], next));
                    from = next;
                }

                break;
            case Node.Byte one:
                _edges[from].Add((one.Set, to));
                break;
            case Node.Token token:
                Add(token.Body, from, to);
                break;
            case Node.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    var next = State();
                    Add(item, from, next);
                    from = next;
                }

                _edges[from].Add((null, to));
                break;
            case Node.Choice choice:
                foreach (var alternative in choice.Alternatives)
                {
                    Add(alternative, from, to);
                }

                break;
            case Node.Repeat repeat:
                AddRepeat(repeat, from, to);
                break;
            default:
                throw new InvalidOperationException("not regular: " + node.GetType().Name);
        }
    }

    private void AddRepeat(Node.Repeat repeat, int from, int to)
    {
        for (var i = 0; i < repeat.Min; i++)
        {
            var next = State();
            Add(repeat.Body, from, next);
            from = next;
        }

        if (repeat.Max == Model.RepeatElement.Unbounded)
        {
            var loop = State();
            _edges[from].Add((null, loop));
            var back = State();
            Add(repeat.Body, loop, back);
            _edges[back].Add((null, loop));
            _edges[loop].Add((null, to));
            return;
        }

        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            _edges[from].Add((null, to));
            var next = State();
            Add(repeat.Body, from, next);
            from = next;
        }

        _edges[from].Add((null, to));
    }

    private Dfa Minimal(int start, int end)
    {
        var cells = Partition.Of(_edges.SelectMany(static list => list).Where(static edge => edge.Set is not null).Select(static edge => edge.Set!));
        var subsets = new Subsets(_edges, cells, StatesMax);
        var (table, accepts) = subsets.From(start, end);
        // What was cut is an error: nobody asks for its smallest form, which would take longest of all.
        return subsets.IsCut
            ? Build(accepts, table, cells, [.. Enumerable.Range(0, table.Count)], table.Count).Cut()
            : Minimise(accepts, table, cells);
    }

    private static Dfa Minimise(bool[] accepts, List<int[]> table, List<ByteSet> cells)
    {
        var group = new int[table.Count];
        for (var s = 0; s < group.Length; s++)
        {
            group[s] = accepts[s] ? 1 : 0;
        }

        for (var count = 0; ;)
        {
            var keys = new Dictionary<long[], int>(new WordsComparer());
            var next = new int[group.Length];
            for (var s = 0; s < group.Length; s++)
            {
                // Its group, and the groups that it leads to.
                var row = table[s];
                var key = new long[row.Length + 1];
                for (var c = 0; c < row.Length; c++)
                {
                    key[c] = row[c] < 0 ? -1 : group[row[c]];
                }

                key[row.Length] = group[s];
                if (!keys.TryGetValue(key, out next[s]))
                {
                    next[s] = keys.Count;
                    keys.Add(key, keys.Count);
                }
            }

            group = next;
            if (keys.Count == count)
            {
                return Build(accepts, table, cells, group, count);
            }

            count = keys.Count;
        }
    }

    // States are met in order of the subset construction, so group 0 holds the start.
    private static Dfa Build(bool[] accepts, List<int[]> table, List<ByteSet> cells, int[] group, int count)
    {
        var isAccepting = new bool[count];
        var moves = new List<(ByteSet Set, int Target)>[count];
        for (var s = 0; s < group.Length; s++)
        {
            if (moves[group[s]] is not null)
            {
                continue;
            }

            isAccepting[group[s]] = accepts[s];
            var byTarget = new SortedDictionary<int, ByteSet>();
            for (var c = 0; c < cells.Count; c++)
            {
                if (table[s][c] >= 0)
                {
                    var target = group[table[s][c]];
                    byTarget[target] = byTarget.TryGetValue(target, out var set) ? set | cells[c] : cells[c];
                }
            }

            moves[group[s]] = [.. byTarget.Select(static pair => (pair.Value, pair.Key))];
        }

        return new(isAccepting, moves);
    }
}
