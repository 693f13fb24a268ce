using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Sentences;

/// <summary>
/// The elements that sentences of a start rule are made of, with their parents: to know which choices there are, and which way
/// leads to one that was never taken.
/// </summary>
internal sealed class ElementGraph
{
    private readonly Dictionary<Element, List<Element>> _parents = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Element, string> _rules = new(ReferenceEqualityComparer.Instance);
    private readonly List<Turn> _turns = [];

    public ElementGraph(GrammarFacts facts, string start)
    {
        foreach (var rule in facts.ReachableFrom(start).Order(StringComparer.Ordinal))
        {
            Enter(facts, rule, facts.Body(rule));
        }
    }

    /// <summary>Everything that can be decided one way or another.</summary>
    public IReadOnlyList<Turn> Turns => _turns;

    public string RuleOf(Element element) => _rules[element];

    /// <summary>How many steps each element is away from an element, for those from which it can be reached.</summary>
    public Dictionary<Element, int> DistancesTo(Element target)
    {
        var distances = new Dictionary<Element, int>(ReferenceEqualityComparer.Instance) { [target] = 0 };
        var queue = new Queue<Element>([target]);
        while (queue.TryDequeue(out var element))
        {
            foreach (var parent in _parents.GetValueOrDefault(element, []))
            {
                if (distances.TryAdd(parent, distances[element] + 1))
                {
                    queue.Enqueue(parent);
                }
            }
        }

        return distances;
    }

    private void Enter(GrammarFacts facts, string rule, Element element)
    {
        if (!_rules.TryAdd(element, rule))
        {
            return;
        }

        switch (element)
        {
            case ChoiceElement choice:
                _turns.AddRange(Enumerable.Range(0, choice.Alternatives.Count).Select(index => new Turn(choice, index)));
                break;
            case RepeatElement repeat when repeat.Max > repeat.Min && !IsCounted(facts, rule, repeat):
                _turns.Add(new(repeat, Turn.Least));
                _turns.Add(new(repeat, Turn.More));
                break;
        }

        var children = element is ReferenceElement reference ? [facts.Body(reference.Rule)] : GrammarFacts.Children(element);
        foreach (var child in children)
        {
            if (!_parents.TryGetValue(child, out var parents))
            {
                _parents.Add(child, parents = []);
            }

            parents.Add(element);
            if (element is not ReferenceElement)
            {
                Enter(facts, rule, child);
            }
        }
    }

    // How often the octets of a literal repeat is said by its number, not by a turn.
    private static bool IsCounted(GrammarFacts facts, string rule, RepeatElement repeat) =>
        facts.TypeOf(rule) == "counted" && facts.SingleOctet(repeat.Body) is not null
        && (facts.Body(rule) is SequenceElement sequence ? ReferenceEquals(sequence.Items[^1], repeat) : repeat.Max == RepeatElement.Unbounded);
}
