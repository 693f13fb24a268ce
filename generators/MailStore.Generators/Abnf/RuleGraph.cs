using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>
/// Rules and the references between them. Nothing here recurses over rules: a chain of rules may be as long as its author likes.
/// </summary>
internal sealed class RuleGraph
{
    private readonly SortedDictionary<string, List<ReferenceElement>> _edges = new(StringComparer.Ordinal);

    /// <param name="referencesOf">The edges that count; those to rules that are not in the graph do not.</param>
    public RuleGraph(IReadOnlyCollection<GrammarRule> rules, Func<Element, IEnumerable<ReferenceElement>> referencesOf)
    {
        var names = new HashSet<string>(rules.Select(rule => rule.Name), StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            _edges[rule.Name] = [.. referencesOf(rule.Body).Where(reference => names.Contains(reference.Rule))];
        }
    }

    public static IEnumerable<ReferenceElement> AllReferences(Element body) => ElementTree.Walk(body).OfType<ReferenceElement>();

    /// <summary>What can be reached from these rules, themselves included.</summary>
    public HashSet<string> Reach(IEnumerable<string> from)
    {
        var reached = new HashSet<string>(from.Where(_edges.ContainsKey), StringComparer.Ordinal);
        var open = new Queue<string>(reached);
        while (open.Count > 0)
        {
            foreach (var reference in _edges[open.Dequeue()])
            {
                if (reached.Add(reference.Rule))
                {
                    open.Enqueue(reference.Rule);
                }
            }
        }

        return reached;
    }

    /// <summary>
    /// Cycles that have no rule in common, as the references that one follows, shortest first from the first rule by name. When
    /// all are reported and repaired, what is left is found in the next build.
    /// </summary>
    public List<List<ReferenceElement>> DisjointCycles()
    {
        var cycles = new List<List<ReferenceElement>>();
        var left = new HashSet<string>(_edges.Keys, StringComparer.Ordinal);
        while (true)
        {
            Trim(left);
            var cycle = _edges.Keys.Where(left.Contains).Select(name => CycleThrough(name, left)).FirstOrDefault(found => found is not null);
            if (cycle is null)
            {
                return cycles;
            }

            cycles.Add(cycle);
            left.ExceptWith(cycle.Select(reference => reference.Rule));
        }
    }

    /// <summary>Takes away rules that lead nowhere until only cycles and what leads to them is left.</summary>
    private void Trim(HashSet<string> left)
    {
        var referrers = left.SelectMany(name => _edges[name].Select(reference => (name, reference.Rule)))
            .Where(edge => left.Contains(edge.Rule)).Distinct().ToLookup(edge => edge.Rule, edge => edge.name, StringComparer.Ordinal);
        var counts = left.ToDictionary(
            name => name, name => _edges[name].Select(reference => reference.Rule).Where(left.Contains).Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        var dead = new Queue<string>(left.Where(name => counts[name] == 0));
        while (dead.Count > 0)
        {
            var name = dead.Dequeue();
            left.Remove(name);
            foreach (var referrer in referrers[name])
            {
                if (--counts[referrer] == 0)
                {
                    dead.Enqueue(referrer);
                }
            }
        }
    }

    private List<ReferenceElement>? CycleThrough(string name, HashSet<string> left)
    {
        var cameBy = new Dictionary<string, (string From, ReferenceElement By)>(StringComparer.Ordinal);
        var open = new Queue<string>([name]);
        while (open.Count > 0)
        {
            var from = open.Dequeue();
            foreach (var reference in _edges[from].Where(reference => left.Contains(reference.Rule) && !cameBy.ContainsKey(reference.Rule)))
            {
                cameBy.Add(reference.Rule, (from, reference));
                open.Enqueue(reference.Rule);
            }
        }

        if (!cameBy.ContainsKey(name))
        {
            return null;
        }

        var cycle = new List<ReferenceElement>();
        var at = name;
        do
        {
            var (from, by) = cameBy[at];
            cycle.Insert(0, by);
            at = from;
        }
        while (at != name);

        return cycle;
    }
}
