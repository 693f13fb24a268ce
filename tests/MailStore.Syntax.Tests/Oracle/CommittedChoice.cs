using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>The alternatives of a rule with <c>;@ commit</c>: those that begin with fixed text, and the generic ones behind a filter.</summary>
internal sealed record CommittedChoice(Element[] Keyword, Element[] Generic, IFilter Filter)
{
    public static CommittedChoice Of(GrammarFacts facts, string rule)
    {
        if (facts.Body(rule) is not ChoiceElement choice)
        {
            throw new InvalidOperationException($"Rule {rule} commits and has no choice.");
        }

        var alternatives = Flatten(facts, choice).ToArray();
        var keyword = alternatives.Where(item => Leading(facts, item) is not null).ToArray();
        var generic = alternatives.Except(keyword).ToArray();
        var word = generic.Aggregate(ByteSet.Empty, (set, item) => set | FirstToken(facts, item));
        return new(keyword, generic, new KeywordFilter(keyword.Select(item => Leading(facts, item)!).Distinct(StringComparer.OrdinalIgnoreCase), word));
    }

    // A rule without a type that is a choice itself adds its alternatives to the outer choice.
    private static IEnumerable<Element> Flatten(GrammarFacts facts, ChoiceElement choice) => choice.Alternatives.SelectMany(item =>
        item is ReferenceElement reference && facts.TypeOf(reference.Rule).Length == 0 && facts.Body(reference.Rule) is ChoiceElement inner
            ? Flatten(facts, inner)
            : [item]);

    private static string? Leading(GrammarFacts facts, Element element) => element switch
    {
        LiteralElement { Text.Length: > 0 } literal => literal.Text,
        SequenceElement sequence => Leading(facts, sequence.Items[0]),
        ReferenceElement reference => Leading(facts, facts.Body(reference.Rule)),
        _ => null,
    };

    // The octets of the token that a generic alternative begins with, behind fixed text such as a backslash.
    private static ByteSet FirstToken(GrammarFacts facts, Element element) => element switch
    {
        SequenceElement sequence => FirstToken(facts, sequence.Items.First(item => HasLoop(facts, item, []))),
        ReferenceElement reference when facts.TypeOf(reference.Rule) is "struct" or "union" || (facts.TypeOf(reference.Rule) == "" && facts.Body(reference.Rule) is not ChoiceElement) =>
            FirstToken(facts, facts.Body(reference.Rule)),
        ChoiceElement choice when choice.Alternatives.Any(item => HasLoop(facts, item, [])) =>
            choice.Alternatives.Where(item => Leading(facts, item) is null).Aggregate(ByteSet.Empty, (set, item) => set | FirstToken(facts, item)),
        _ => Alphabet(facts, element, []),
    };

    private static bool HasLoop(GrammarFacts facts, Element element, HashSet<string> seen) => element switch
    {
        RepeatElement { Max: > 1 } => true,
        ReferenceElement reference => seen.Add(reference.Rule) && HasLoop(facts, facts.Body(reference.Rule), seen),
        _ => GrammarFacts.Children(element).Any(child => HasLoop(facts, child, seen)),
    };

    private static ByteSet Alphabet(GrammarFacts facts, Element element, HashSet<string> seen) => element switch
    {
        LiteralElement literal => literal.Text.Aggregate(ByteSet.Empty, (set, c) => set | ByteSet.OfText(c, literal.CaseSensitive)),
        RangeElement range => ByteSet.Range(range.From, range.To),
        ReferenceElement reference => seen.Add(reference.Rule) ? Alphabet(facts, facts.Body(reference.Rule), seen) : ByteSet.Empty,
        _ => GrammarFacts.Children(element).Aggregate(ByteSet.Empty, (set, child) => set | Alphabet(facts, child, seen)),
    };
}
