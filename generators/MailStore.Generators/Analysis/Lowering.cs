using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>From elements as written to nodes with captures: resolves references, names fields, finds lists and tokens.</summary>
internal sealed class Lowering
{
    private readonly Dictionary<string, Node> _plain = [];
    private readonly ListMaker _lists;

    public Lowering(RuleSet rules, Annotations annotations, List<GrammarDiagnostic> faults)
    {
        Rules = rules;
        Annotations = annotations;
        Faults = faults;
        Procedures = new(this);
        _lists = new(this);
    }

    public RuleSet Rules { get; }

    public Annotations Annotations { get; }

    public List<GrammarDiagnostic> Faults { get; }

    public ProcedureMaker Procedures { get; }

    public ListMaker Lists => _lists;

    public Node Lower(Element element, Place place) =>
        place.IsPlain ? LowerOne(element, place).MadeOf(element) : LowerOne(element, place).UsedBy(element);

    private Node LowerOne(Element element, Place place)
    {
        if (!place.IsPlain && element is not ReferenceElement && IsTokenLike(element))
        {
            return Token(place.Rule, element);
        }

        switch (element)
        {
            case LiteralElement literal:
                return literal.Text.Length == 0
                    ? Node.Nothing
                    : new Node.Text([.. literal.Text.Select(c => literal.CaseSensitive ? ByteSet.Of(c) : ByteSet.Folded(c))]);
            case RangeElement range:
                return new Node.Byte(ByteSet.Range(range.From, range.To), place.Rule);
            case ReferenceElement reference:
                return LowerReference(reference, place);
            case SequenceElement sequence:
                return Node.Join(LowerItems(sequence, place));
            case ChoiceElement choice:
                return LowerChoice(choice, place);
            case RepeatElement { Max: 1, Min: 1 } repeat:
                return Lower(repeat.Body, place);
            case RepeatElement { Max: > 1 } repeat when !place.IsPlain && _lists.TryRepeat(repeat, place) is { } list:
                return list;
            case RepeatElement repeat:
                return Repeat(repeat, Lower(repeat.Body, place), place);
            default:
                Fault("ABNF0005", element, place.Rule, "Prose says nothing that a parser can check; write the octets, or give the rule a builtin type.");
                return Node.Nothing;
        }
    }

    // A round that ends its frame is the only one in it; Resume goes on with the others.
    private static Node Repeat(RepeatElement repeat, Node body, Place place) =>
        place.IsPlain || !AlwaysStops(body) ? new Node.Repeat(place.Rule, repeat.Min, repeat.Max, body, repeat)
        : repeat.Min > 0 ? body
        : new Node.Repeat(place.Rule, 0, 1, body, repeat);

    /// <summary>The language of an element without captures.</summary>
    public Node Plain(Element element, string rule) => Lower(element, new Place(null, rule) { IsPlain = true });

    public Node Token(string rule, Element element)
    {
        var body = Plain(element, rule);
        return body is Node.Byte or Node.Text ? body : new Node.Token(rule, body, DfaMaker.Make(body));
    }

    public void Fault(string id, Element? at, string rule, string message) =>
        Faults.Add(new(id, at?.File is { Length: > 0 } file ? file : Rules.Has(rule) ? Rules[rule].File : "", rule, at?.Ordinal ?? -1, message));

    /// <summary>True for a capture-free regular element with a loop: its automaton is exact where a greedy loop may not be.</summary>
    public bool IsTokenLike(Element element) =>
        element is not LiteralElement and not RangeElement && !Rules.Captures(element) && Rules.IsRegular(element) && Rules.HasLoop(element);

    public Field AddField(Place place, string name, Shape shape, Element at)
    {
        var scope = place.Scope!;
        var field = scope.Find(name);
        if (field is null)
        {
            scope.Fields.Add(field = new(name, shape));
        }
        else if (field.Shape.Rule != shape.Rule && field.Shape.FieldType != shape.FieldType)
        {
            Fault("ABNF0016", at, place.Rule, "The field '" + name + "' of " + scope.Name + " would hold both " + field.Shape.Rule + " and " + shape.Rule + "; give one of them a rule of its own.");
        }

        return field;
    }

    private IEnumerable<Node> LowerItems(SequenceElement sequence, Place place)
    {
        var items = sequence.Items;
        for (var i = 0; i < items.Count; i++)
        {
            var node = (place.IsPlain ? null : _lists.TryList(items, ref i, place)) ?? Lower(items[i], place);
            yield return node;
            if (!place.IsPlain && AlwaysStops(node))
            {
                yield break; // A streamed literal ended the frame: what follows is parsed by Resume.
            }
        }
    }

    private static bool AlwaysStops(Node node) => AlwaysStops(node, []);

    /// <param name="inside">Procedures whose answer is asked for: one that only nests itself does not stop.</param>
    private static bool AlwaysStops(Node node, Stack<Procedure> inside)
    {
        switch (node)
        {
            case Node.Call call:
                return call.Slot > 0;
            case Node.Capture { Procedure: { } procedure }:
                if (inside.Contains(procedure))
                {
                    return false;
                }

                inside.Push(procedure);
                var stops = AlwaysStops(procedure.Body, inside);
                inside.Pop();
                return stops;
            case Node.Sequence sequence:
                return sequence.Items.Any(item => AlwaysStops(item, inside));
            case Node.Choice choice:
                return choice.Alternatives.All(item => AlwaysStops(item, inside));
            case Node.Repeat repeat:
                return repeat.Min > 0 && AlwaysStops(repeat.Body, inside);
            case Node.List list:
                return list.Min > 0 && AlwaysStops(list.Item, inside);
            default:
                return false;
        }
    }

    private Node LowerChoice(ChoiceElement choice, Place place)
    {
        var alternatives = new List<Node>();
        var after = place.Fork();
        foreach (var alternative in choice.Alternatives)
        {
            var branch = place.Fork();
            alternatives.Add(Lower(alternative, branch));
            after.Merge(branch);
        }

        place.Merge(after);
        return MakeChoice(place.Rule, alternatives, choice);
    }

    /// <summary>Sets of octets unite, nested choices flatten, equal alternatives drop.</summary>
    public static Node MakeChoice(string rule, IReadOnlyList<Node> alternatives, Element? origin)
    {
        var flat = alternatives.SelectMany(static node => node is Node.Choice inner ? inner.Alternatives : [node]).ToList();
        if (flat.All(static node => SingleSet(node) is not null))
        {
            var set = flat.Aggregate(ByteSet.Empty, static (all, node) => all | SingleSet(node)!);
            return new Node.Byte(set, rule);
        }

        var seen = new HashSet<string>();
        flat.RemoveAll(node => !seen.Add(node.Key));
        var rules = new[] { rule }.Concat(alternatives.OfType<Node.Choice>().SelectMany(static inner => inner.Rules)).Distinct();
        return flat.Count == 1 ? flat[0] : new Node.Choice([.. rules], [.. flat], origin);
    }

    private static ByteSet? SingleSet(Node node) => node switch
    {
        Node.Byte one => one.Set,
        Node.Text { Sets.Length: 1 } text => text.Sets[0],
        _ => null,
    };

    private Node LowerReference(ReferenceElement reference, Place place)
    {
        var name = reference.Rule;
        if (!Rules.Has(name))
        {
            return Node.Nothing; // The composer has said so: ABNF0002.
        }

        if (place.IsPlain)
        {
            if (Rules.IsRecursive(name))
            {
                Fault("ABNF0016", reference, place.Rule, "'" + name + "' nests itself, and where it is used here only octets are kept: a token, string, number, enum or flag cannot nest.");
                return Node.Nothing;
            }

            if (!_plain.TryGetValue(name, out var known))
            {
                _plain[name] = known = Plain(Rules.Body(name), name);
            }

            return known;
        }

        if (Annotations.Commands.ContainsKey(name))
        {
            if (place.Scope is not { Kind: ScopeKind.Header })
            {
                Fault("ABNF0016", reference, place.Rule, "The command '" + name + "' stands inside of " + (place.Scope is null ? "a rule that nests itself" : "'" + place.Scope.Rule + "'") + ": a command stands in the start rule, or in rules without a type.");
                return Node.Nothing;
            }

            return Procedures.Command(name, place);
        }

        if (Rules.ShapeOf(name) is { } shape && !IsStreamedAlias(name))
        {
            return LowerTyped(reference, shape, place);
        }

        if (IsTokenLike(Rules.Body(name)))
        {
            return Token(name, Rules.Body(name));
        }

        if (Rules.IsRecursive(name))
        {
            return new Node.Call(Procedures.Transparent(name));
        }

        return Lower(Rules.Body(name), place.In(name, place.IsStream || Annotations.IsStream(name)));
    }

    // "note = literal" with ";@ stream note": the literal is used inside of note, so note does not take its type over.
    private bool IsStreamedAlias(string name)
    {
        for (var hops = 0; hops < 16 && Annotations.Shape(name) is null && Rules.Has(name) && Rules.Body(name) is ReferenceElement next; hops++)
        {
            if (Annotations.IsStream(name))
            {
                return true;
            }

            name = next.Rule;
        }

        return false;
    }

    private Node LowerTyped(ReferenceElement reference, Shape shape, Place place)
    {
        if (shape.Kind == ShapeKind.Counted && place.IsStream)
        {
            return Procedures.Slot(reference, shape);
        }

        if (place.Scope is null)
        {
            Fault("ABNF0016", reference, place.Rule, "The recursive rule '" + place.Rule + "' captures '" + reference.Rule + "' and has no type; make it a struct or a union.");
            return Node.Nothing;
        }

        if (shape.Kind == ShapeKind.Flag)
        {
            var flag = AddField(place, place.Take(PascalName.Of(reference.Rule)), shape, reference);
            return Node.Join(Plain(Rules.Body(shape.Rule), shape.Rule), new Node.Mark(MarkKind.Flag, flag.Name, flag));
        }

        if (place.Listed.Contains(reference.Rule) || IsNested(shape, place.Scope))
        {
            return _lists.One(reference, shape, place);
        }

        var field = AddField(place, place.Take(PascalName.Of(reference.Rule)), shape, reference);
        return Capture(field, shape);
    }

    public Node.Capture Capture(Field field, Shape shape) =>
        shape.Kind == ShapeKind.Token
            ? new(field, shape, null, Token(shape.Rule, Rules.Body(shape.Rule)))
            : new(field, shape, Procedures.Typed(shape), null);

    // A struct cannot hold itself: what nests is kept as a list, which is a slice.
    private bool IsNested(Shape shape, Scope scope) =>
        shape.Kind is ShapeKind.Union or ShapeKind.Struct && scope.Rule.Length > 0 && Rules.Has(scope.Rule) && Rules.Reaches(shape.Rule, scope.Rule)
        && Rules.IsRecursive(shape.Rule);
}
