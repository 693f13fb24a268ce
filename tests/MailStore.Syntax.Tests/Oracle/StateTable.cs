namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// The machine made deterministic as inputs need it. A configuration is a node with its stack of returns; stacks are shared, a
/// return to a rule's end is not stacked (so right recursion stays flat), and a state is the set of all configurations that
/// an input can be in. So every parse is followed at once, and each octet costs one look-up once its state is known.
/// </summary>
internal sealed class StateTable(Machine machine)
{
    /// <summary>The state without configurations: no sentence starts like this.</summary>
    public const int Dead = 0;

    // About 100 MB at most; a table that grows beyond is begun anew.
    private const int StatesMax = 150_000;
    private const int Unknown = -1;
    private const int NoStack = -1;

    private readonly byte[] _classes = machine.Classes(out _);
    private readonly int _classCount = ClassCount(machine);
    private readonly Dictionary<(int Return, int Outer), int> _stackIds = [];
    private readonly List<(int Return, int Outer)> _stacks = [];
    private readonly Dictionary<State, int> _ids = [];
    private readonly List<State> _states = [];
    private readonly List<int[]> _moves = [];
    private readonly Dictionary<(int, int), int> _unions = [];
    private readonly HashSet<long> _seen = [];
    private readonly Stack<long> _open = [];

    public int Start { get; private set; } = Unknown;

    /// <summary>To be called between inputs only: states of a former table mean nothing in the next.</summary>
    public void Prepare()
    {
        if (Start != Unknown && _states.Count <= StatesMax)
        {
            return;
        }

        _stackIds.Clear();
        _stacks.Clear();
        _ids.Clear();
        _states.Clear();
        _moves.Clear();
        _unions.Clear();
        Intern([], accepts: false);
        Start = Closure([(machine.Start, NoStack)]);
    }

    public bool Accepts(int state) => _states[state].Accepts;

    /// <summary>Configurations of a state that wait for counted octets.</summary>
    public long[] Counted(int state) => _states[state].Counted;

    public static int NodeOf(long configuration) => (int)(configuration >> 32);

    public int Step(int state, byte octet)
    {
        var moves = _moves[state];
        var at = _classes[octet];
        if (moves[at] == Unknown)
        {
            moves[at] = Closure(_states[state].Octets
                .Where(item => machine.Nodes[NodeOf(item)].Set.Has(octet))
                .Select(item => (machine.Nodes[NodeOf(item)].Next, StackOf(item))));
        }

        return moves[at];
    }

    /// <summary>The state behind the counted octets of a configuration.</summary>
    public int Behind(long counted) => Closure([(machine.Nodes[NodeOf(counted)].Next, StackOf(counted))]);

    public int Union(int x, int y)
    {
        if (x == Dead || x == y)
        {
            return y;
        }

        if (!_unions.TryGetValue((x, y), out var union))
        {
            var (a, b) = (_states[x], _states[y]);
            union = Intern([.. a.Octets.Union(b.Octets), .. a.Counted.Union(b.Counted)], a.Accepts || b.Accepts);
            _unions.Add((x, y), union);
        }

        return union;
    }

    private static int StackOf(long configuration) => (int)configuration;

    private static long Pack(int node, int stack) => ((long)node << 32) | (uint)stack;

    private static int ClassCount(Machine machine)
    {
        machine.Classes(out var count);
        return count;
    }

    private int Closure(IEnumerable<(int Node, int Stack)> from)
    {
        _seen.Clear();
        var found = new List<long>();
        var accepts = false;
        foreach (var (node, stack) in from)
        {
            Visit(node, stack);
        }

        while (_open.TryPop(out var item))
        {
            var node = machine.Nodes[NodeOf(item)];
            var stack = StackOf(item);
            switch (node.Kind)
            {
                case NodeKind.Split:
                    foreach (var target in node.Targets)
                    {
                        Visit(target, stack);
                    }

                    break;
                case NodeKind.Call:
                    Visit(node.Targets[0], machine.Nodes[node.Next].Kind == NodeKind.Exit ? stack : Push(node.Next, stack));
                    break;
                case NodeKind.Exit when stack == NoStack:
                    accepts = true;
                    break;
                case NodeKind.Exit:
                    Visit(_stacks[stack].Return, _stacks[stack].Outer);
                    break;
                default:
                    found.Add(item);
                    break;
            }
        }

        return Intern(found, accepts);

        void Visit(int node, int stack)
        {
            if (_seen.Add(Pack(node, stack)))
            {
                _open.Push(Pack(node, stack));
            }
        }
    }

    private int Push(int node, int stack)
    {
        if (!_stackIds.TryGetValue((node, stack), out var id))
        {
            id = _stacks.Count;
            _stacks.Add((node, stack));
            _stackIds.Add((node, stack), id);
        }

        return id;
    }

    private int Intern(List<long> configurations, bool accepts)
    {
        configurations.Sort();
        var state = new State(
            [.. configurations.Where(item => machine.Nodes[NodeOf(item)].Kind == NodeKind.Octet)],
            [.. configurations.Where(item => machine.Nodes[NodeOf(item)].Kind == NodeKind.Counted)],
            accepts);
        if (!_ids.TryGetValue(state, out var id))
        {
            id = _states.Count;
            _states.Add(state);
            _ids.Add(state, id);
            var moves = new int[_classCount];
            moves.AsSpan().Fill(Unknown);
            _moves.Add(moves);
        }

        return id;
    }

    private readonly record struct State(long[] Octets, long[] Counted, bool Accepts)
    {
        public bool Equals(State other) =>
            Accepts == other.Accepts && Octets.AsSpan().SequenceEqual(other.Octets) && Counted.AsSpan().SequenceEqual(other.Counted);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Accepts);
            foreach (var item in Octets)
            {
                hash.Add(item);
            }

            foreach (var item in Counted)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
