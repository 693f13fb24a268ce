using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>What must hold of the composed rules before anything is made of them.</summary>
internal sealed class RuleChecks(IReadOnlyDictionary<string, GrammarRule> rules, ComposeFaults faults)
{
    private readonly IReadOnlyCollection<GrammarRule> _rules = [.. rules.Values];

    public void References()
    {
        foreach (var rule in _rules)
        {
            foreach (var element in ElementTree.Walk(rule.Body))
            {
                if (element is ReferenceElement reference && !rules.ContainsKey(reference.Rule))
                {
                    faults.AtElement("ABNF0002", rule.Name, reference, $"'{reference.Rule}' is not defined.{HintFor(reference.Rule)}");
                }
                else if (element is ProseElement prose && prose.Text != AbnfReader.FaultyBody)
                {
                    faults.AtElement(
                        "ABNF0005", rule.Name, prose, $"Prose says nothing to a parser: write '<{prose.Text}>' as ABNF, or give '{rule.Name}' a number type.");
                }
            }
        }
    }

    /// <param name="exemptFiles">Their rules may be unused: others use them.</param>
    public void Reachability(IReadOnlyList<string> starts, ICollection<string> exemptFiles)
    {
        var graph = new RuleGraph(_rules, RuleGraph.AllReferences);
        var reached = graph.Reach(starts);
        var orphans = _rules.Where(rule => !reached.Contains(rule.Name) && !exemptFiles.Contains(rule.File)).ToList();
        var used = new HashSet<string>(
            orphans.SelectMany(orphan => RuleGraph.AllReferences(orphan.Body).Select(reference => reference.Rule).Where(name => name != orphan.Name)),
            StringComparer.Ordinal);

        // One report a tree of orphans: attach its root, and the rest is attached. Roots first, then one of each circle.
        foreach (var orphan in orphans.OrderBy(orphan => used.Contains(orphan.Name)))
        {
            if (!reached.Contains(orphan.Name))
            {
                reached.UnionWith(graph.Reach([orphan.Name]));
                faults.AtRule("ABNF0006", orphan, $"'{orphan.Spelling}' cannot be reached from any start rule.");
            }
        }
    }

    /// <param name="bounded">Rules with <c>;@ depth</c>.</param>
    public void Recursion(IReadOnlyCollection<string> bounded)
    {
        var nullability = new Nullability(_rules);
        var leftRecursive = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cycle in new RuleGraph(_rules, nullability.LeftReferences).DisjointCycles())
        {
            leftRecursive.UnionWith(cycle.Select(reference => reference.Rule));
            var first = rules[cycle[cycle.Count - 1].Rule];
            faults.AtElement("ABNF0007", first.Name, cycle[0], $"Left recursion: {Printed(cycle)}. Write a list as 'x *(\",\" x)'.");
        }

        foreach (var rule in _rules)
        {
            foreach (var repeat in ElementTree.Walk(rule.Body).OfType<RepeatElement>())
            {
                if (repeat.Max == RepeatElement.Unbounded && nullability.IsNullable(repeat.Body))
                {
                    faults.AtElement("ABNF0008", rule.Name, repeat, "What is repeated without bound may be empty, so that the repetition never ends.");
                }
            }
        }

        var free = _rules.Where(rule => !bounded.Contains(rule.Name) && !leftRecursive.Contains(rule.Name)).ToList();
        foreach (var cycle in new RuleGraph(free, RuleGraph.AllReferences).DisjointCycles())
        {
            var first = rules[cycle[cycle.Count - 1].Rule];
            faults.AtRule("ABNF0009", first, $"Recursion without a bound: {Printed(cycle)}. Say ';@ depth {first.Spelling} N'.");
        }
    }

    private static string Printed(List<ReferenceElement> cycle) =>
        cycle[cycle.Count - 1].Rule + " -> " + string.Join(" -> ", cycle.Select(reference => reference.Rule));

    private string HintFor(string name) => CoreRules.Contains(name)
        ? " It is a core rule: give the core grammar (RFC 5234 appendix B.1) to this grammar too."
        : NearestName.Hint(name, rules.Keys);

    // RFC 5234 appendix B.1
    private static readonly HashSet<string> CoreRules = new(
        ["alpha", "bit", "char", "cr", "crlf", "ctl", "digit", "dquote", "hexdig", "htab", "lf", "lwsp", "octet", "sp", "vchar", "wsp"],
        StringComparer.Ordinal);
}
