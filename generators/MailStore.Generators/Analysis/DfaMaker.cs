namespace MailStore.Generators.Analysis;

/// <summary>From a regular node to its minimal automaton: Thompson's construction, subsets, and Moore's refinement.</summary>
internal sealed class DfaMaker
{
    /// <summary>States that an automaton may have before it is made minimal. Overlapping repetitions can need exponentially many.</summary>
    public const int StatesMax = 4000;

    private readonly List<List<(ByteSet? Set, int Target)>> _edges = [];
    private bool _isCut;

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
        var subsets = new Dictionary<string, int>();
        var states = new List<SortedSet<int>>();
        var table = new List<int[]>();
        Enter(Closure([start]));
        for (var s = 0; s < states.Count && !_isCut; s++)
        {
            for (var c = 0; c < cells.Count; c++)
            {
                var representative = cells[c].First;
                var next = new SortedSet<int>();
                foreach (var state in states[s])
                {
                    foreach (var (set, target) in _edges[state])
                    {
                        if (set is not null && set.Contains(representative))
                        {
                            next.Add(target);
                        }
                    }
                }

                table[s][c] = next.Count == 0 ? -1 : Enter(Closure(next));
            }
        }

        bool[] accepts = [.. states.Select(set => set.Contains(end))];
        // What was cut is an error: nobody asks for its smallest form, which would take longest of all.
        return _isCut
            ? Build(accepts, table, cells, [.. Enumerable.Range(0, states.Count)], states.Count).Cut()
            : Minimise(accepts, table, cells);

        int Enter(SortedSet<int> set)
        {
            var key = string.Join(",", set);
            if (!subsets.TryGetValue(key, out var id))
            {
                if (states.Count == StatesMax)
                {
                    _isCut = true;
                    return -1;
                }

                id = states.Count;
                subsets.Add(key, id);
                states.Add(set);
                table.Add([.. cells.Select(static _ => -1)]);
            }

            return id;
        }
    }

    private SortedSet<int> Closure(IEnumerable<int> states)
    {
        var set = new SortedSet<int>(states);
        var work = new Stack<int>(set);
        while (work.Count > 0)
        {
            foreach (var (over, target) in _edges[work.Pop()])
            {
                if (over is null && set.Add(target))
                {
                    work.Push(target);
                }
            }
        }

        return set;
    }

    private static Dfa Minimise(bool[] accepts, List<int[]> table, List<ByteSet> cells)
    {
        var group = accepts.Select(static a => a ? 1 : 0).ToArray();
        for (var count = 0; ;)
        {
            var keys = new Dictionary<string, int>();
            var next = new int[group.Length];
            for (var s = 0; s < group.Length; s++)
            {
                var key = group[s] + ":" + string.Join(",", table[s].Select(t => t < 0 ? -1 : group[t]));
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
