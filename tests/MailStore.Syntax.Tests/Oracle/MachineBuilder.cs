using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>Makes the machine of a grammar.</summary>
internal sealed class MachineBuilder(GrammarFacts facts, OraclePolicy policy)
{
    private readonly Machine _machine = new();
    private readonly Dictionary<(string Rule, int Level), int> _entries = [];

    // How many rules with a depth the rule in hand is inside of. With bounded depths each level has nodes of its own.
    private int _level;

    /// <param name="start">The rule whose sentences are to be recognised.</param>
    /// <param name="tail">Literal text behind it, such as a line's CRLF where the rule has none.</param>
    public Machine Build(string start, string tail = "")
    {
        facts.RefuseLeftRecursion(start);
        foreach (var rule in facts.ReachableFrom(start))
        {
            if (facts.Shortest(facts.Body(rule)) >= GrammarFacts.Endless)
            {
                throw new InvalidOperationException($"Rule {rule} has no finite text.");
            }
        }

        var end = _machine.Add(Node.Exit);
        var rest = Text(new LiteralElement(tail, caseSensitive: true), end);
        _machine.Start = Call(start, rest);
        return _machine;
    }

    private int Call(string rule, int next)
    {
        var level = 0;
        if (policy.HasFlag(OraclePolicy.Depths) && facts.IsNested(rule))
        {
            level = _level;
            if (facts.Depths.TryGetValue(rule, out var levelMax) && ++level > levelMax)
            {
                return _machine.Add(Node.Octet(ByteSet.Empty, next)); // A way that no octet leads on from.
            }
        }

        return _machine.Add(Node.Call(Entry(rule, level), next));
    }

    private int Entry(string rule, int level)
    {
        if (_entries.TryGetValue((rule, level), out var entry))
        {
            return entry;
        }

        // The entry is known before its body is: rules may nest.
        entry = _machine.Add(Node.Split());
        _entries.Add((rule, level), entry);
        var end = _machine.Add(Node.Exit);
        var outer = _level;
        _level = level;
        _machine.Nodes[entry] = Node.Split(RuleBody(rule, end));
        _level = outer;
        return entry;
    }

    private int RuleBody(string rule, int end)
    {
        if (facts.TypeOf(rule) == "counted")
        {
            return Counted(facts.Body(rule), facts.Types[rule].Words[2].ToLowerInvariant(), end);
        }

        if (policy.HasFlag(OraclePolicy.Commits) && facts.Commits.Contains(rule))
        {
            return Committed(rule, end);
        }

        var body = Compile(facts.Body(rule), end);
        return policy.HasFlag(OraclePolicy.Ranges) && facts.LimitOf(rule) is { } limit
            ? new Product(_machine, new NumberFilter(limit)).Build(body)
            : body;
    }

    private int Committed(string rule, int end)
    {
        var choice = CommittedChoice.Of(facts, rule);
        var hidden = new Product(_machine, choice.Filter);
        return _machine.Add(Node.Split(
        [
            .. choice.Keyword.Select(alternative => Compile(alternative, end)),
            .. choice.Generic.Select(alternative => hidden.Build(Compile(alternative, end))),
        ]));
    }

    private int Compile(Element element, int next)
    {
        if (facts.SingleOctet(element) is { } set)
        {
            return _machine.Add(Node.Octet(set, next));
        }

        return element switch
        {
            LiteralElement literal => Text(literal, next),
            ReferenceElement reference => Call(reference.Rule, next),
            ChoiceElement choice => _machine.Add(Node.Split([.. choice.Alternatives.Select(item => Compile(item, next))])),
            SequenceElement sequence => sequence.Items.Reverse().Aggregate(next, (after, item) => Compile(item, after)),
            RepeatElement repeat => Repeat(repeat, next),
            _ => throw new InvalidOperationException($"No language: {element.GetType().Name}."),
        };
    }

    private int Text(LiteralElement literal, int next)
    {
        for (var i = literal.Text.Length - 1; i >= 0; i--)
        {
            next = _machine.Add(Node.Octet(ByteSet.OfText(literal.Text[i], literal.CaseSensitive), next));
        }

        return next;
    }

    private int Repeat(RepeatElement repeat, int next)
    {
        var at = next;
        if (repeat.Max == RepeatElement.Unbounded)
        {
            at = _machine.Add(Node.Split());
            _machine.Nodes[at] = Node.Split(Compile(repeat.Body, at), next);
        }
        else
        {
            for (var i = repeat.Min; i < repeat.Max; i++)
            {
                at = _machine.Add(Node.Split(Compile(repeat.Body, at), next));
            }
        }

        for (var i = 0; i < repeat.Min; i++)
        {
            at = Compile(repeat.Body, at);
        }

        return at;
    }

    /// <summary>The header as written, then the octets that its number counts.</summary>
    private int Counted(Element body, string number, int end)
    {
        if (body is ChoiceElement choice)
        {
            return _machine.Add(Node.Split([.. choice.Alternatives.Select(item => Counted(item, number, end))]));
        }

        var parts = CountedParts.Of(facts, body, number);
        var octets = _machine.Add(Node.Counted(parts.Octets, end));
        return parts.Header.Reverse().Aggregate(octets, (after, item) => Compile(item, after));
    }
}
