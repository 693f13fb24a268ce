using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>A grammar made ready to write: procedures, structs, and every decision taken.</summary>
internal sealed class Plan
{
    private readonly Dictionary<Node, Decision> _decisions = [];
    private readonly Dictionary<Node.List, Decision> _entries = [];
    private readonly HashSet<Procedure> _stops = [];
    private Dictionary<Procedure, int>? _calls;
    private readonly Lowering _lowering;
    private readonly Lookahead _lookahead;
    private readonly Network _network;

    public Plan(Grammar grammar, List<GrammarDiagnostic> faults)
    {
        Grammar = grammar;
        Annotations = new(grammar, faults);
        Rules = new(grammar, Annotations);
        _lowering = new(Rules, Annotations, faults);
        new Starts(this, _lowering).Make();
        _lowering.Lists.Close();
        foreach (var procedure in Procedures)
        {
            procedure.Body = Factoring.Factor(procedure.Body);
            procedure.Comment = procedure.Comment.Length > 0 ? procedure.Comment : Rules.Has(procedure.Rule) ? new Spelling(Rules).Of(Rules[procedure.Rule]) : "";
        }

        _network = new(Procedures);
        _lookahead = new(_network, _lowering);
        foreach (var procedure in Procedures.Where(static procedure => procedure.Kind != ShapeKind.Quoted))
        {
            DecideIn(procedure.Body);
        }

        Annotations.ReportUnused(faults);

        FindStops();
    }

    public Grammar Grammar { get; }

    public Annotations Annotations { get; }

    public RuleSet Rules { get; }

    public IReadOnlyList<Procedure> Procedures => _lowering.Procedures.All;

    public IReadOnlyList<Scope> Scopes => _lowering.Procedures.Scopes;

    public IReadOnlyList<ListType> Lists => _lowering.Lists.Types;

    public IEnumerable<Field> Overlays => _lowering.Procedures.Overlays;

    public IReadOnlyList<(string Command, string Line)> Lines => _lowering.Procedures.Lines;

    /// <summary>The command value's struct, or null for a grammar without commands.</summary>
    public Scope? Header { get; set; }

    /// <summary>Resume points: number, command, and the procedure that goes on.</summary>
    public List<(int Point, string Command, Procedure Procedure)> ResumePoints { get; } = [];

    /// <summary>Shapes of lazy fields, whose read-on-demand types must be written.</summary>
    public IEnumerable<Shape> LazyShapes => Procedures.Where(static one => one.Shape is { IsLazy: true }).Select(static one => one.Shape!).Distinct();

    /// <summary>The decision of a choice or a repetition; of a list, the one behind an item.</summary>
    public Decision DecisionOf(Node node) => _decisions[node];

    /// <summary>The decision before the first item of a list that may be empty.</summary>
    public Decision EntryOf(Node.List list) => _entries[list];

    /// <summary>What may stand at the start of some alternatives of a choice, with all that follows.</summary>
    public ByteSet FirstOf(Node.Choice choice, IEnumerable<int> alternatives)
    {
        var places = _network.PlacesOf(choice);
        return alternatives.Aggregate(ByteSet.Empty, (all, alternative) => all | _lookahead.First(places[alternative]));
    }

    /// <summary>What may stand behind the keyword that an alternative starts with.</summary>
    public ByteSet FirstBehind(Node.Choice choice, int alternative, Node.Text keyword) =>
        _lookahead.FirstBehind(_network.PlacesOf(choice)[alternative], keyword);

    /// <summary>The octets that make one of some alternatives longer than a keyword that it also matches.</summary>
    public ByteSet ContinuesBehind(Node.Choice choice, IEnumerable<int> alternatives, Node.Text keyword)
    {
        var places = _network.PlacesOf(choice);
        return alternatives.Aggregate(ByteSet.Empty, (all, alternative) => all | _lookahead.ContinuesBehind(places[alternative], keyword));
    }

    /// <summary>The decision between some alternatives of a choice only; the numbers are those of the choice.</summary>
    public Decision DecisionAmong(Node.Choice choice, IReadOnlyList<int> alternatives)
    {
        var places = _network.PlacesOf(choice);
        var options = alternatives.Select(i => new Option(places[i], null, i, choice.Alternatives[i])).ToList();
        return _lookahead.Decide(choice.Rules, null, options).Renumber(alternatives);
    }

    /// <summary>True if one place alone goes on with a procedure: a method of its own is then a call and nothing else.</summary>
    public bool IsCalledOnce(Procedure procedure)
    {
        _calls ??= Procedures.SelectMany(static one => CallsIn(one.Body)).GroupBy(static called => called).ToDictionary(static group => group.Key, static group => group.Count());
        return _calls.TryGetValue(procedure, out var count) && count == 1;
    }

    /// <summary>True for a value whose room is worth a method of its own.</summary>
    public bool IsLarge(Shape shape) => Scopes.Any(scope => scope.Rule == shape.Rule && scope.Name == shape.Pascal && scope.Fields.Count > 3);

    /// <summary>Proves that no sentence needs a token to end early.</summary>
    public void CheckTokenEnds() => new TokenEnds(_network, _lowering).Check();

    /// <summary>True if a streamed literal can end the frame inside a procedure.</summary>
    public bool StopsInside(Procedure? procedure) => procedure is not null && _stops.Contains(procedure);

    /// <summary>The fields of a union that hold further values of the same union.</summary>
    public IEnumerable<Field> NestedIn(Shape shape) =>
        Scopes.Where(scope => scope.Rule == shape.Rule && scope.Kind == ScopeKind.Union).SelectMany(static scope => scope.Fields)
            .Where(field => field.IsList && field.List!.Item == shape);

    /// <summary>The octets that a counted rule allows behind its header.</summary>
    public ByteSet OctetsOf(string rule) =>
        TypedBody.Octets(Rules.Body(rule)) is { } octets && _lowering.Plain(octets.Body, rule) is Node.Byte one ? one.Set : ByteSet.All;

    private static IEnumerable<Procedure> CallsIn(Node node) => node switch
    {
        Node.Call call => [call.Procedure],
        Node.Capture { Procedure: { } procedure } => [procedure],
        Node.List list => CallsIn(list.Item).Concat(CallsIn(list.Before)).Concat(CallsIn(list.Between)).Concat(CallsIn(list.After)),
        Node.Sequence sequence => sequence.Items.SelectMany(CallsIn),
        Node.Choice choice => choice.Alternatives.SelectMany(CallsIn),
        Node.Repeat repeat => CallsIn(repeat.Body),
        _ => [],
    };

    private static bool HasSlot(Node node, HashSet<Procedure> known) => node switch
    {
        Node.Call call => call.Slot > 0 || known.Contains(call.Procedure),
        Node.Capture capture => capture.Procedure is not null && known.Contains(capture.Procedure),
        Node.List list => HasSlot(list.Item, known),
        Node.Sequence sequence => sequence.Items.Any(item => HasSlot(item, known)),
        Node.Choice choice => choice.Alternatives.Any(item => HasSlot(item, known)),
        Node.Repeat repeat => HasSlot(repeat.Body, known),
        _ => false,
    };

    // Until nothing is added: a procedure stops where one that it calls does.
    private void FindStops()
    {
        for (var count = -1; count < _stops.Count;)
        {
            count = _stops.Count;
            _stops.UnionWith(Procedures.Where(procedure => HasSlot(procedure.Body, _stops)).ToList());
        }
    }

    private void DecideIn(Node node)
    {
        switch (node)
        {
            case Node.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    DecideIn(item);
                }

                break;
            case Node.Choice choice:
                DecideChoice(choice);
                break;
            case Node.Repeat repeat:
                if (repeat.Max > repeat.Min)
                {
                    var (body, exit) = _network.PlacesOf(repeat);
                    _decisions[repeat] = Greedy(repeat.Rule, repeat.Origin, body, repeat.Body, exit);
                }

                CheckRounds(repeat.Min, repeat.Body, Node.Nothing, repeat.Rule, repeat.Origin);
                DecideIn(repeat.Body);
                break;
            case Node.List list:
                CheckRounds(list.Min, Node.Join(list.Item, list.After), list.Between, list.Item.Shape.Rule, list.At);
                DecideList(list);
                break;
        }
    }

    private void CheckRounds(int min, Node round, Node between, string rule, Element? origin)
    {
        if (min > 1 && Rounds.Contested(round, between) is var octet && octet >= 0)
        {
            _lowering.Fault("ABNF0013", origin, rule, "At least " + min + " rounds are asked for, and one that takes as much as it can may leave too few: where it could end, it also goes on with \"" + Lookahead.Show(((char)octet).ToString()) + "\", which the next round of '" + rule + "' starts with. Write the rounds apart.");
        }
    }

    private void DecideChoice(Node.Choice choice)
    {
        var places = _network.PlacesOf(choice);
        var options = choice.Alternatives.Select((alternative, i) =>
            new Option(places[i], Keywords.Leading(alternative), choice.Rules.Min(rule => Annotations.Preference(rule, NameOf(alternative))), alternative)).ToList();
        var decision = _lookahead.Decide(choice.Rules, choice.Origin, options);
        _decisions[choice] = decision;
        foreach (var entry in Keywords.Of(this, choice)?.Entries ?? [])
        {
            Annotations.Often(entry.Word);
        }

        var chosen = new HashSet<int>(decision.Alternatives);
        for (var i = 0; i < options.Count && !decision.HasError; i++)
        {
            if (!chosen.Contains(i))
            {
                _lowering.Fault("ABNF0011", choice.Alternatives[i].At ?? choice.Origin, choice.Rule, "Alternative '" + new Spelling(Rules).Of(choice.Alternatives[i]) + "' of '" + choice.Rule + "' can never win; the others take all that it matches.");
            }

            DecideIn(choice.Alternatives[i]);
        }
    }

    private void DecideList(Node.List list)
    {
        var places = _network.PlacesOf(list);
        if (list.Max > list.Min || list.Max > 1)
        {
            _decisions[list] = places.Between < 0
                ? new([])
                : Greedy(list.Item.Shape.Rule, list.At, places.Between, list.Between, places.Leave);
        }

        if (list.Min == 0)
        {
            _entries[list] = Greedy(list.Item.Shape.Rule, list.At, places.Enter, list.Before, places.Skip);
        }

        DecideIn(list.Before);
        DecideIn(list.Between);
        DecideIn(list.After);
    }

    private Decision Greedy(string rule, Element? origin, int body, Node bodyNode, int exit) =>
        _lookahead.Decide([rule], origin, [new(body, null, 0, bodyNode), new(exit, null, 1, null)]);

    private static string NameOf(Node node) => node switch
    {
        Node.Sequence { Items: [.., Node.Mark { Kind: MarkKind.Kind } mark] } => mark.Name,
        Node.Token token => token.Name,
        Node.Capture capture => capture.Shape.Rule,
        Node.Call call => call.Procedure.Rule,
        Node.Sequence { Items: [var first, ..] } => NameOf(first),
        Node.Text text => text.Upper,
        _ => "",
    };
}
