namespace MailStore.Generators.Analysis;

/// <summary>A minimal deterministic automaton over octets. State 0 is the start; transitions of a state are disjoint, by target.</summary>
internal sealed class Dfa(bool[] accepts, List<(ByteSet Set, int Target)>[] moves)
{
    public int Count => accepts.Length;

    /// <summary>True if there were more states than an automaton may have: its language is not whole.</summary>
    public bool IsCut { get; private init; }

    public Dfa Cut() => new(accepts, moves) { IsCut = true };

    public bool Accepts(int state) => accepts[state];

    public IReadOnlyList<(ByteSet Set, int Target)> Moves(int state) => moves[state];

    /// <summary>The automaton as text: equal for equal automata.</summary>
    public string Key => string.Join(";", Enumerable.Range(0, Count).Select(state =>
        (accepts[state] ? "!" : "") + string.Join(",", moves[state].Select(static move => move.Set + ">" + move.Target))));

    /// <summary>The part of this language that starts with an octet of a set, which leads to a state.</summary>
    public Dfa From(ByteSet set, int target)
    {
        var numbers = new Dictionary<int, int>();
        var order = new List<int>();
        Enter(target);
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var move in moves[order[i]])
            {
                Enter(move.Target);
            }
        }

        return new(
            [false, .. order.Select(state => accepts[state])],
            [[(set, numbers[target])], .. order.Select(state => moves[state].Select(move => (move.Set, numbers[move.Target])).ToList())]);

        void Enter(int state)
        {
            if (!numbers.ContainsKey(state))
            {
                order.Add(state);
                numbers.Add(state, order.Count);
            }
        }
    }

    /// <summary>True if a string is of this language.</summary>
    public bool Takes(string text) => After(text) is var state && state >= 0 && accepts[state];

    /// <summary>A string of this language that starts like this and that the other lacks, or null if there is none: inclusion with its proof.</summary>
    public string? WitnessOutside(Dfa other, string start = "")
    {
        var (mineFirst, theirsFirst) = (After(start), other.After(start));
        if (mineFirst < 0)
        {
            return null;
        }

        var seen = new HashSet<(int, int)> { (mineFirst, theirsFirst) };
        var queue = new Queue<(int Mine, int Theirs, string Path)>();
        queue.Enqueue((mineFirst, theirsFirst, start));
        while (queue.Count > 0)
        {
            var (mine, theirs, path) = queue.Dequeue();
            if (accepts[mine] && (theirs < 0 || !other.Accepts(theirs)))
            {
                return path;
            }

            foreach (var (set, target) in moves[mine])
            {
                foreach (var (part, next) in other.Split(theirs, set))
                {
                    if (seen.Add((target, next)))
                    {
                        queue.Enqueue((target, next, path + (char)part.First));
                    }
                }
            }
        }

        return null;
    }

    // -1 where no string of the language starts like this.
    private int After(string text)
    {
        var state = 0;
        foreach (var octet in text)
        {
            var next = moves[state].FindIndex(move => move.Set.Contains(octet));
            if (next < 0)
            {
                return -1;
            }

            state = moves[state][next].Target;
        }

        return state;
    }

    private IEnumerable<(ByteSet Part, int Next)> Split(int state, ByteSet set)
    {
        if (state >= 0)
        {
            foreach (var (mine, target) in moves[state])
            {
                if (mine.Overlaps(set))
                {
                    yield return (mine & set, target);
                    set &= ~mine;
                }
            }
        }

        if (!set.IsEmpty)
        {
            yield return (set, -1);
        }
    }
}
