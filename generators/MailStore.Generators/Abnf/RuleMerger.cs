using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Makes one rule of all definitions of a name: redefinitions decided, <c>=/</c> folded in, equal alternatives dropped.</summary>
internal sealed class RuleMerger(FileOrder order, ComposeFaults faults)
{
    private readonly Dictionary<string, HashSet<string>> _redefines = order.Files.ToDictionary(file => file.Path, RedefinedBy, StringComparer.Ordinal);

    /// <summary>True where a rule could not be read: the grammar is incomplete, and the reader has said why.</summary>
    public bool HasFaultyRules { get; private set; }

    /// <summary>Whether a file says <c>;@ redefine</c> of a rule.</summary>
    public bool Redefines(FileModel file, string rule) => _redefines[file.Path].Contains(rule);

    public SortedDictionary<string, GrammarRule> Merge()
    {
        var rules = new SortedDictionary<string, GrammarRule>(StringComparer.Ordinal);
        var definitions = order.Files.SelectMany(file => file.Rules.Select((rule, index) => new RuleDefinition(file, index, rule)));
        foreach (var group in definitions.GroupBy(definition => definition.Rule.Name, StringComparer.Ordinal))
        {
            if (group.Any(definition => definition.IsFaulty))
            {
                HasFaultyRules = true;
            }

            // A definition whose name could not be read.
            if (group.Key.Length > 0)
            {
                rules.Add(group.Key, MergeOne(group.Key, [.. group]));
            }
        }

        return rules;
    }

    private static HashSet<string> RedefinedBy(FileModel file) => new(
        file.Annotations.Where(annotation => annotation.Verb == "redefine").SelectMany(annotation => annotation.Words).Select(Syntax.Canonical),
        StringComparer.Ordinal);

    private GrammarRule MergeOne(string name, List<RuleDefinition> definitions)
    {
        var bases = definitions.Where(definition => !definition.Rule.Extends).ToList();
        var extensions = definitions.Where(definition => definition.Rule.Extends).ToList();
        if (bases.Count == 0)
        {
            foreach (var extension in extensions)
            {
                faults.AtDefinition("ABNF0004", extension, $"'=/' extends '{extension.Rule.Spelling}', which no file of the grammar defines with '='.");
            }

            bases.Add(extensions[0]);
            extensions.RemoveAt(0);
        }

        var first = Choose(bases);
        var alternatives = ElementTree.Alternatives(first.Rule.Body).ToList();
        alternatives.AddRange(extensions.SelectMany(extension => ElementTree.Alternatives(extension.Rule.Body)));
        var body = alternatives.Count == 1
            ? alternatives[0]
            : new ChoiceElement(new([.. alternatives])) { File = first.Rule.Body.File, Ordinal = first.Rule.Body.Ordinal };
        return new GrammarRule(name, first.Rule.Spelling, first.File.Path, ElementTree.Map(body, element => Deduplicated(name, element)));
    }

    /// <summary>Which of several <c>=</c> definitions stands.</summary>
    private RuleDefinition Choose(List<RuleDefinition> bases)
    {
        var redefinitions = bases.Where(definition => Redefines(definition.File, definition.Rule.Name)).ToList();
        var chosen = redefinitions.Count > 0 ? redefinitions[redefinitions.Count - 1] : bases[0];
        foreach (var other in bases)
        {
            if (ReferenceEquals(other, chosen) || other.IsFaulty || chosen.IsFaulty || ElementTree.SameShape(other.Rule.Body, chosen.Rule.Body))
            {
                continue;
            }

            var name = chosen.Rule.Spelling;
            if (other.File.Path == chosen.File.Path)
            {
                var second = other.Index > chosen.Index ? other : chosen;
                faults.AtDefinition("ABNF0003", second, $"'{name}' is defined differently further up in this file. Alternatives are added with '=/'.");
            }
            else if (redefinitions.Count == 0)
            {
                faults.AtDefinition(
                    "ABNF0003", other, $"'{name}' is defined differently in '{chosen.File.Path}'. Say ';@ redefine {name}' in the file that shall win, or add alternatives with '=/'.");
            }
            else if (redefinitions.Contains(other) && !order.Requires(chosen.File, other.File))
            {
                faults.AtDefinition(
                    "ABNF0003", chosen, $"'{name}' is redefined differently in '{other.File.Path}'. Say ';@ requires' in the file that shall win.");
            }
        }

        return chosen;
    }

    private Element Deduplicated(string rule, Element element)
    {
        if (element is not ChoiceElement choice)
        {
            return element;
        }

        var kept = new List<Element>();
        foreach (var alternative in choice.Alternatives)
        {
            if (kept.Any(other => ElementTree.SameShape(other, alternative)))
            {
                faults.AtElement("ABNF0020", rule, alternative, $"'{rule}' has this alternative already; it is dropped.");
            }
            else
            {
                kept.Add(alternative);
            }
        }

        return kept.Count switch
        {
            1 => kept[0],
            _ when kept.Count == choice.Alternatives.Count => choice,
            _ => new ChoiceElement(new([.. kept])) { File = choice.File, Ordinal = choice.Ordinal },
        };
    }
}
