using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>What is known of each rule before anything is lowered: its shape, aliases, recursion, whether it is regular, whether it captures.</summary>
internal sealed class RuleSet
{
    private readonly Dictionary<string, GrammarRule> _rules = [];
    private readonly Dictionary<string, HashSet<string>> _reach = [];
    private readonly Dictionary<string, bool> _captures = [];
    private readonly Annotations _annotations;

    public RuleSet(Grammar grammar, Annotations annotations)
    {
        _annotations = annotations;
        foreach (var rule in grammar.Rules)
        {
            _rules[rule.Name] = rule;
        }

        foreach (var rule in grammar.Rules)
        {
            Reach(rule.Name);
        }
    }

    public GrammarRule this[string name] => _rules[name];

    public bool Has(string name) => _rules.ContainsKey(name);

    public Element Body(string name) => _rules[name].Body;

    /// <summary>True if the rule can contain itself.</summary>
    public bool IsRecursive(string name) => Reach(name).Contains(name);

    public bool Reaches(string from, string to) => from == to || Reach(from).Contains(to);

    /// <summary>The typed rule behind a name: the rule itself, or what an unannotated <c>x = y</c> stands for. Null: transparent.</summary>
    public Shape? ShapeOf(string name)
    {
        for (var hops = 0; hops < 16; hops++)
        {
            if (_annotations.Shape(name) is { } shape)
            {
                return shape;
            }

            if (_annotations.Commands.ContainsKey(name) || !Has(name) || Body(name) is not ReferenceElement next)
            {
                return null;
            }

            name = next.Rule;
        }

        return null;
    }

    /// <summary>True if the element uses a typed rule or a command anywhere.</summary>
    public bool Captures(Element element) => References(element).Any(CapturesRule);

    public bool CapturesRule(string name)
    {
        if (_captures.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_annotations.Commands.ContainsKey(name) || ShapeOf(name) is not null)
        {
            return _captures[name] = true;
        }

        _captures[name] = false;
        return _captures[name] = Has(name) && Captures(Body(name));
    }

    /// <summary>True if the element's language is regular as written: nothing nests, no octets are counted.</summary>
    public bool IsRegular(Element element) =>
        !HasProse(element)
        && References(element).All(name => Has(name) && !IsRecursive(name) && !IsCounted(name) && Reach(name).All(inner =>
            Has(inner) && !IsRecursive(inner) && !IsCounted(inner)));

    /// <summary>True if the element repeats something more than once anywhere.</summary>
    public bool HasLoop(Element element) => element switch
    {
        RepeatElement repeat => repeat.Max > 1 || HasLoop(repeat.Body),
        SequenceElement sequence => sequence.Items.Any(HasLoop),
        ChoiceElement choice => choice.Alternatives.Any(HasLoop),
        ReferenceElement reference => Has(reference.Rule) && !IsRecursive(reference.Rule) && HasLoop(Body(reference.Rule)),
        _ => false,
    };

    /// <summary>Names that an element uses directly.</summary>
    public static IEnumerable<string> References(Element element) => element switch
    {
        ReferenceElement reference => [reference.Rule],
        SequenceElement sequence => sequence.Items.SelectMany(References),
        ChoiceElement choice => choice.Alternatives.SelectMany(References),
        RepeatElement repeat => References(repeat.Body),
        _ => [],
    };

    private static bool HasProse(Element element) => element switch
    {
        ProseElement => true,
        SequenceElement sequence => sequence.Items.Any(HasProse),
        ChoiceElement choice => choice.Alternatives.Any(HasProse),
        RepeatElement repeat => HasProse(repeat.Body),
        _ => false,
    };

    private bool IsCounted(string name) => _annotations.Shape(name)?.Kind == ShapeKind.Counted;

    private HashSet<string> Reach(string name)
    {
        if (_reach.TryGetValue(name, out var known))
        {
            return known;
        }

        var set = new HashSet<string>();
        _reach[name] = set;
        if (!Has(name))
        {
            return set;
        }

        var work = new Stack<string>(References(Body(name)));
        while (work.Count > 0)
        {
            var next = work.Pop();
            if (set.Add(next) && Has(next))
            {
                foreach (var inner in References(Body(next)))
                {
                    work.Push(inner);
                }
            }
        }

        return set;
    }
}
