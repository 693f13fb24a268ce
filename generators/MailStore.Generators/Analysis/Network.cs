namespace MailStore.Generators.Analysis;

/// <summary>
/// The procedures as one recursive transition network, for looking ahead. A state reads octets, calls a procedure, or moves
/// on for nothing; where a procedure ends with an empty stack, all its callers are possible.
/// </summary>
internal sealed class Network
{
    private readonly List<List<(ByteSet Set, int Target)>> _reads = [];
    private readonly List<List<int>> _moves = [];
    private readonly List<(Procedure Procedure, int Return)?> _calls = [];
    private readonly List<int> _tokens = [];
    private readonly Dictionary<Procedure, List<int>> _returns = [];
    private readonly Dictionary<int, Procedure> _ends = [];
    private readonly Dictionary<Node.Choice, int[]> _choices = [];
    private readonly Dictionary<Node.Repeat, (int Body, int Exit)> _repeats = [];
    private readonly Dictionary<Node.List, (int Enter, int Skip, int Between, int Leave)> _lists = [];

    private readonly List<(Node.Token Token, IReadOnlyList<int> States, int Exit, Procedure Inside)> _uses = [];
    private Procedure? _inside;

    /// <summary>The state behind octets that only counting can pass: nothing is known there.</summary>
    private readonly int _blind;

    public Network(IEnumerable<Procedure> procedures)
    {
        _blind = State();
        var all = procedures.ToList();
        foreach (var procedure in all)
        {
            procedure.Start = State();
            procedure.End = State();
            _ends[procedure.End] = procedure;
            _returns[procedure] = [];
        }

        foreach (var procedure in all)
        {
            _inside = procedure;
            var tail = procedure.End;
            if (procedure.Kind == ShapeKind.Counted)
            {
                tail = State();
                _moves[tail].Add(_blind);
            }

            Add(procedure.Body, procedure.Start, tail);
        }
    }

    public int Blind => _blind;

    /// <summary>Each use of a token: the state of each of its automaton's, the state behind it, and the procedure that it stands in.</summary>
    public IReadOnlyList<(Node.Token Token, IReadOnlyList<int> States, int Exit, Procedure Inside)> Tokens => _uses;

    public IReadOnlyList<(ByteSet Set, int Target)> Reads(int state) => _reads[state];

    public IReadOnlyList<int> Moves(int state) => _moves[state];

    public (Procedure Procedure, int Return)? Call(int state) => _calls[state];

    public Procedure? EndOf(int state) => _ends.TryGetValue(state, out var procedure) ? procedure : null;

    /// <summary>The token that a state is inside of, or 0.</summary>
    public int TokenOf(int state) => state < 0 ? 0 : _tokens[state];

    public IReadOnlyList<int> Returns(Procedure procedure) => _returns[procedure];

    /// <summary>Where each alternative begins.</summary>
    public int[] PlacesOf(Node.Choice choice) => _choices[choice];

    /// <summary>Where a further round begins, and where the repetition is left.</summary>
    public (int Body, int Exit) PlacesOf(Node.Repeat repeat) => _repeats[repeat];

    /// <summary>Before the first item: into the list, or past it. Behind an item: to the next, or out.</summary>
    public (int Enter, int Skip, int Between, int Leave) PlacesOf(Node.List list) => _lists[list];

    private int State()
    {
        _reads.Add([]);
        _moves.Add([]);
        _calls.Add(null);
        _tokens.Add(0);
        return _reads.Count - 1;
    }

    private void Add(Node node, int from, int to)
    {
        switch (node)
        {
            case Node.Text text:
                AddText(text, from, to);
                break;
            case Node.Byte one:
                _reads[from].Add((one.Set, to));
                break;
            case Node.Token token:
                AddToken(token, from, to);
                break;
            case Node.Capture { Procedure: null } capture:
                Add(capture.Body!, from, to);
                break;
            case Node.Capture capture:
                AddCall(capture.Procedure!, from, to);
                break;
            case Node.Call call:
                AddCall(call.Procedure, from, to);
                break;
            case Node.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    var next = State();
                    AddFresh(item, from, next);
                    from = next;
                }

                _moves[from].Add(to);
                break;
            case Node.Choice choice:
                _choices[choice] = [.. choice.Alternatives.Select(alternative => AddFresh(alternative, from, to))];
                break;
            case Node.Repeat repeat:
                AddRepeat(repeat, from, to);
                break;
            case Node.List list:
                AddList(list, from, to);
                break;
            default:
                _moves[from].Add(to);
                break;
        }
    }

    // A node of its own start state, so that a decision can look at it alone.
    private int AddFresh(Node node, int from, int to)
    {
        var start = State();
        _moves[from].Add(start);
        Add(node, start, to);
        return start;
    }

    private void AddText(Node.Text text, int from, int to)
    {
        for (var i = 0; i < text.Sets.Length; i++)
        {
            var next = i == text.Sets.Length - 1 ? to : State();
            _reads[from].Add((text.Sets[i], next));
            from = next;
        }

        if (text.Sets.Length == 0)
        {
            _moves[from].Add(to);
        }
    }

    private void AddToken(Node.Token token, int from, int to)
    {
        var dfa = token.Dfa;
        var states = Enumerable.Range(0, dfa.Count).Select(_ => State()).ToArray();
        _uses.Add((token, states, to, _inside!));
        _moves[from].Add(states[0]);
        for (var s = 0; s < dfa.Count; s++)
        {
            _tokens[states[s]] = states[0] + 1;
            foreach (var (set, target) in dfa.Moves(s))
            {
                _reads[states[s]].Add((set, states[target]));
            }

            if (dfa.Accepts(s))
            {
                _moves[states[s]].Add(to);
            }
        }
    }

    private void AddCall(Procedure procedure, int from, int to)
    {
        // A state holds one call, so a call has a state of its own.
        var state = State();
        _moves[from].Add(state);
        _calls[state] = (procedure, to);
        _returns[procedure].Add(to);
    }

    // The count of rounds is not kept: the decision to go on is the same in every round.
    private void AddRepeat(Node.Repeat repeat, int from, int to)
    {
        var exit = State();
        var again = State();
        _moves[exit].Add(to);
        _moves[again].Add(exit);
        var body = AddFresh(repeat.Body, again, repeat.Max == 1 ? exit : again);
        _repeats[repeat] = (body, exit);
        _moves[from].Add(repeat.Min == 0 ? again : body);
    }

    // from -> before -> item -> after -> (between -> item -> after)* -> to
    private void AddList(Node.List list, int from, int to)
    {
        var item = State();
        var behind = State();
        var skip = State();
        _moves[skip].Add(to);
        var enter = AddFresh(list.Before, from, item);
        var tail = State();
        Add(list.Item, item, tail);
        Add(list.After, tail, behind);
        var between = list.Max > 1 ? AddFresh(list.Between, behind, item) : -1;
        var leave = AddFresh(Node.Nothing, behind, to);
        _lists[list] = (enter, skip, between, leave);
        if (list.Min == 0)
        {
            _moves[from].Add(skip);
        }
    }
}
