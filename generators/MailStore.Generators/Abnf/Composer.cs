using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Makes one grammar of many files. The order in which files arrive changes nothing.</summary>
internal static class Composer
{
    /// <summary>Files in a folder of this name hold rules for every grammar, of which one uses some.</summary>
    private const string CoreFolder = "core/";

    public static ComposeResult Compose(string grammar, IReadOnlyList<FileModel> files)
    {
        var faults = new ComposeFaults();
        if (files.GroupBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            faults.AtFile("ABNF0003", twins.Key, $"Two files of the grammar '{grammar}' are called '{twins.Key}': rename one.");
            return new ComposeResult(null, faults.Sorted());
        }

        var order = FileOrder.Of(files, faults);
        var merger = new RuleMerger(order, faults);
        var rules = merger.Merge();
        var annotations = new AnnotationGatherer(grammar, order, merger, rules, faults);
        annotations.Gather();
        foreach (var rule in rules.Values.ToList())
        {
            rules[rule.Name] = rule with { Body = ElementTree.Map(rule.Body, element => WithoutProse(element, rules, annotations.TypeOf(rule.Name))) };
        }

        var checks = new RuleChecks(rules, faults);
        checks.References();
        checks.Recursion(annotations.Depths);

        // A rule that could not be read may be what reaches the others.
        if (annotations.Starts.Count > 0 && !merger.HasFaultyRules)
        {
            checks.Reachability(annotations.Starts, new HashSet<string>(files.Where(IsShared).Select(file => file.Path), StringComparer.Ordinal));
        }

        var isWhole = files.Count > 0 && !merger.HasFaultyRules && !faults.HasErrors;
        return new ComposeResult(
            isWhole
                ? new Grammar(grammar, annotations.Namespace, new([.. annotations.Starts]), new([.. rules.Values]), annotations.Annotations)
                : null,
            faults.Sorted());
    }

    private static bool IsShared(FileModel file) =>
        file.Grammars.Count > 1 || file.Path.StartsWith(CoreFolder, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Gives prose the meaning that it can have: a rule's name in angle brackets is the rule (RFC 5234 §2.1); in a rule with a
    /// number type it is digits, in a counted rule the octets. Any other stays, to be reported.
    /// </summary>
    private static Element WithoutProse(Element element, SortedDictionary<string, GrammarRule> rules, string? type)
    {
        if (element is not ProseElement prose || prose.Text == AbnfReader.FaultyBody)
        {
            return element;
        }

        var name = Syntax.Canonical(prose.Text);
        if (Syntax.IsRuleName(name) && rules.ContainsKey(name))
        {
            return new ReferenceElement(name) { File = prose.File, Ordinal = prose.Ordinal };
        }

        return type switch
        {
            "u8" or "u16" or "u32" or "u63" or "u64" =>
                new RepeatElement(1, RepeatElement.Unbounded, new RangeElement('0', '9')) { File = prose.File, Ordinal = prose.Ordinal },
            "counted" =>
                new RepeatElement(0, RepeatElement.Unbounded, new RangeElement(0, 0xFF)) { File = prose.File, Ordinal = prose.Ordinal },
            _ => element,
        };
    }
}
