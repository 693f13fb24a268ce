using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Drive;

/// <summary>
/// Rules with <c>;@ dialogue</c>: a parser takes the command's first line, and each line of the dialogue on its own. So for a comparison
/// the inner lines are cut off the grammar and named.
/// </summary>
internal static class Dialogues
{
    /// <summary>Rules that are a line of a dialogue, each once.</summary>
    public static IReadOnlyList<string> LinesOf(Grammar grammar)
    {
        var facts = new GrammarFacts(grammar);
        return [.. Rules(grammar).Select(rule => LineOf(Split(facts, rule).Tail)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The grammar with each dialogue ending where its first line does.</summary>
    public static Grammar WithoutLines(Grammar grammar)
    {
        var facts = new GrammarFacts(grammar);
        var dialogues = Rules(grammar).ToHashSet(StringComparer.Ordinal);
        var rules = grammar.Rules.Select(rule => dialogues.Contains(rule.Name) ? rule with { Body = Split(facts, rule.Name).Head } : rule);
        return grammar with { Rules = new([.. rules]) };
    }

    private static IEnumerable<string> Rules(Grammar grammar) =>
        grammar.Annotations.Where(item => item.Annotation.Verb == "dialogue").SelectMany(item => item.Annotation.Words).Select(rule => rule.ToLowerInvariant());

    private static (Element Head, Element[] Tail) Split(GrammarFacts facts, string rule)
    {
        var items = ((SequenceElement)facts.Body(rule)).Items.ToArray();
        var at = Array.FindIndex(items, BeginsLine);
        return (new SequenceElement(new(items[..at])), items[at..]);
    }

    private static bool BeginsLine(Element element) => element switch
    {
        ReferenceElement reference => reference.Rule == "crlf",
        RepeatElement repeat => BeginsLine(repeat.Body),
        SequenceElement sequence => BeginsLine(sequence.Items[0]),
        _ => false,
    };

    private static string LineOf(IEnumerable<Element> tail) =>
        tail.SelectMany(References).First(rule => rule != "crlf");

    private static IEnumerable<string> References(Element element) =>
        element is ReferenceElement reference ? [reference.Rule] : GrammarFacts.Children(element).SelectMany(References);
}
