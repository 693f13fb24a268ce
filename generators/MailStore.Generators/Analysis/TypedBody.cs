using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>Lowers the body of a typed rule: what an alternative of a union, enum, string or number does when it matched.</summary>
internal sealed class TypedBody(Lowering lowering)
{
    public Node Lower(Shape shape, Scope? scope, Element body) => shape.Kind switch
    {
        ShapeKind.Union => Union(shape, scope!, body),
        ShapeKind.Enum => Enum(shape, scope!, body),
        ShapeKind.Struct => lowering.Lower(body, Inside(scope!, shape.Rule, body)),
        ShapeKind.Counted => lowering.Lower(Header(shape, body), Inside(scope!, shape.Rule, body)),
        ShapeKind.Str => Choose(shape.Rule, Alternatives(body, FlattensInStr), body, StrAlternative),
        ShapeKind.Number => Choose(shape.Rule, Alternatives(body, static _ => false), body, element => NumberAlternative(shape, element)),
        _ => lowering.Plain(body, shape.Rule),
    };

    /// <summary>The octets of a counted rule: its last repetition.</summary>
    public static RepeatElement? Octets(Element body) => body is SequenceElement { Items: [.., RepeatElement repeat] } ? repeat : null;

    private static Element Header(Shape shape, Element body)
    {
        _ = shape;
        return body is SequenceElement sequence && Octets(body) is not null
            ? new SequenceElement(new([.. sequence.Items.Take(sequence.Items.Count - 1)]))
            : body;
    }

    private static Node Choose(string rule, IEnumerable<Element> alternatives, Element origin, Func<Element, Node> lower) =>
        Lowering.MakeChoice(rule, [.. alternatives.Select(alternative => lower(alternative).MadeOf(alternative))], origin);

    private Place Inside(Scope scope, string rule, Element body) =>
        new(scope, rule) { Listed = lowering.Lists.Listed(body), IsStream = lowering.Annotations.IsStream(rule) };

    private Node Union(Shape shape, Scope scope, Element body)
    {
        var place = Inside(scope, shape.Rule, body);
        var nodes = new List<Node>();
        foreach (var alternative in Alternatives(body, static _ => false))
        {
            var name = KindName(shape.Rule, scope, alternative);
            nodes.Add(Node.Join(lowering.Lower(alternative, place.Fork()), new Node.Mark(MarkKind.Kind, name, null)).MadeOf(alternative));
        }

        return Lowering.MakeChoice(shape.Rule, nodes, body);
    }

    private Node Enum(Shape shape, Scope scope, Element body)
    {
        var nodes = new List<Node>();
        foreach (var alternative in Alternatives(body, FlattensInEnum))
        {
            var plain = lowering.Plain(alternative, shape.Rule);
            if (plain is Node.Text or Node.Sequence { Items.Length: 0 })
            {
                var name = KindName(shape.Rule, scope, alternative);
                nodes.Add(Node.Join(plain, new Node.Mark(MarkKind.Kind, name, null)).MadeOf(alternative));
                continue;
            }

            shape.HasOther = true;
            var other = lowering.Rules.IsRegular(alternative) && lowering.Rules.HasLoop(alternative)
                ? lowering.Token(NameOf(alternative, shape.Rule), alternative)
                : plain;
            nodes.Add(Node.Join(other, new Node.Mark(MarkKind.Other, "Other", null)).MadeOf(alternative));
        }

        if (shape.HasOther)
        {
            scope.KindOf("Other");
        }

        return Lowering.MakeChoice(shape.Rule, nodes, body);
    }

    private Node StrAlternative(Element element)
    {
        if (element is ReferenceElement reference && lowering.Rules.ShapeOf(reference.Rule) is { Kind: ShapeKind.Quoted or ShapeKind.Counted or ShapeKind.Str } shape)
        {
            return new Node.Call(lowering.Procedures.Typed(shape));
        }

        if (element is ReferenceElement named && lowering.Rules.ShapeOf(named.Rule) is { Kind: ShapeKind.Token } token)
        {
            return Node.Join(lowering.Token(named.Rule, lowering.Rules.Body(token.Rule)), new Node.Mark(MarkKind.Atom, named.Rule, null));
        }

        var plain = lowering.Plain(element, "string");
        if (plain is Node.Text { Upper: "NIL" })
        {
            return Node.Join(plain, new Node.Mark(MarkKind.Nil, "Nil", null));
        }

        var name = NameOf(element, "string");
        return Node.Join(lowering.IsTokenLike(element) ? lowering.Token(name, element) : plain, new Node.Mark(MarkKind.Atom, name, null));
    }

    private Node NumberAlternative(Shape shape, Element element)
    {
        var plain = lowering.Plain(element, shape.Rule);
        if (plain is Node.Text text && shape.Constants.TryGetValue(text.Upper, out var value))
        {
            return Node.Join(plain, new Node.Mark(MarkKind.Number, value.ToString(System.Globalization.CultureInfo.InvariantCulture), null));
        }

        var dfa = DfaMaker.Make(plain);
        var others = Enumerable.Range(0, dfa.Count).SelectMany(dfa.Moves).Aggregate(ByteSet.Empty, static (all, move) => all | move.Set) & ~ByteSet.Range('0', '9');
        if (!others.IsEmpty)
        {
            lowering.Fault("ABNF0016", element, shape.Rule, "'" + shape.Rule + "' is a number and takes " + others + " here: digits alone have a value; give a fixed text one with ;@ type " + shape.Rule + " TYPE \"TEXT\"=N.");
        }

        return new Node.Token(shape.Rule, plain, dfa);
    }

    private IEnumerable<Element> Alternatives(Element body, Func<string, bool> flattens) => body switch
    {
        ChoiceElement choice => choice.Alternatives.SelectMany(alternative => Alternatives(alternative, flattens)),
        ReferenceElement reference when flattens(reference.Rule) => Alternatives(lowering.Rules.Body(reference.Rule), flattens),
        RepeatElement { Min: 0, Max: 1 } option when lowering.Plain(option.Body, "") is Node.Text or Node.Choice or Node.Byte =>
            Alternatives(option.Body, flattens).Concat([new SequenceElement(EquatableArray<Element>.Empty)]),
        _ => [body],
    };

    private bool FlattensInStr(string rule) =>
        lowering.Rules.Has(rule) && !lowering.Rules.IsRecursive(rule)
        && (lowering.Rules.ShapeOf(rule) is { Kind: ShapeKind.Str } || (lowering.Rules.ShapeOf(rule) is null && lowering.Rules.CapturesRule(rule)));

    private bool FlattensInEnum(string rule) =>
        lowering.Rules.Has(rule) && !lowering.Rules.IsRecursive(rule) && lowering.Rules.Body(rule) is ChoiceElement choice
        && choice.Alternatives.All(static alternative => alternative is LiteralElement);

    private string KindName(string rule, Scope scope, Element alternative)
    {
        var (name, isGiven) = NameOf(rule, alternative);
        if (name.Length == 0)
        {
            lowering.Fault("ABNF0016", alternative, rule, "An alternative of '" + rule + "' has no word to be called by: say ;@ name " + rule + " \"TEXT\"=Name, or give it a rule of its own.");
        }
        else if (name is "None" or "Other")
        {
            lowering.Fault("ABNF0016", alternative, rule, "An alternative of '" + rule + "' cannot be called '" + name + "', which every kind has already: say ;@ name " + rule + " \"TEXT\"=Name.");
        }
        else if (scope.Kinds.Contains(name) && !isGiven)
        {
            lowering.Fault("ABNF0016", alternative, rule, "Two alternatives of '" + rule + "' would be called '" + name + "': say ;@ name " + rule + " \"TEXT\"=Name, or give one a rule of its own.");
        }

        scope.KindOf(name);
        return name;
    }

    /// <summary>A rule's name, else that of the first text, else that of the first rule used, if possible one with a value.</summary>
    private (string Name, bool IsGiven) NameOf(string rule, Element alternative)
    {
        if (alternative is SequenceElement { Items.Count: 0 } or LiteralElement { Text.Length: 0 })
        {
            return lowering.Annotations.Name(rule, "") is { } empty ? (empty, true) : ("Empty", false);
        }

        var text = alternative is ReferenceElement reference ? reference.Rule : FirstText(alternative) ?? "";
        if (lowering.Annotations.Name(rule, text) is { } given)
        {
            return (given, true);
        }

        var used = RuleSet.References(alternative).ToList();
        var name = PascalName.Of(text);
        return (name.Length > 0 ? name : PascalName.Of(used.Find(one => lowering.Rules.ShapeOf(one) is not null) ?? used.FirstOrDefault() ?? ""), false);
    }

    private static string? FirstText(Element element) => element switch
    {
        LiteralElement literal => literal.Text,
        SequenceElement sequence => sequence.Items.Select(FirstText).FirstOrDefault(static text => text is not null),
        RepeatElement { Min: > 0 } repeat => FirstText(repeat.Body),
        _ => null,
    };

    private static string NameOf(Element element, string otherwise) => element is ReferenceElement reference ? reference.Rule : otherwise;
}
