using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>A rule back as ABNF, for comments.</summary>
internal sealed class Spelling(RuleSet rules)
{
    public string Of(GrammarRule rule) => rule.Spelling + " = " + Of(rule.Body, isNested: false);

    /// <summary>For messages: what a node was made of, shortened.</summary>
    public string Of(Node node)
    {
        var text = node.At is null ? node.Key : Of(node.At, isNested: false);
        return text.Length > 60 ? text.Substring(0, 57) + "..." : text;
    }

    private string Of(Element element, bool isNested) => element switch
    {
        LiteralElement literal => Text(literal),
        RangeElement range => "%x" + Hex(range.From) + "-" + Hex(range.To),
        ReferenceElement reference => rules.Has(reference.Rule) ? rules[reference.Rule].Spelling : reference.Rule,
        SequenceElement { Items.Count: 0 } => "\"\"",
        SequenceElement sequence => Group(string.Join(" ", sequence.Items.Select(item => Of(item, isNested: true))), isNested),
        ChoiceElement choice => Group(string.Join(" / ", choice.Alternatives.Select(item => Of(item, isNested: item is ChoiceElement))), isNested),
        RepeatElement { Min: 0, Max: 1 } option => "[" + Of(option.Body, isNested: false) + "]",
        RepeatElement repeat => Count(repeat) + Group(Of(repeat.Body, isNested: repeat.Body is not RepeatElement), repeat.Body is RepeatElement),
        ProseElement prose => "<" + prose.Text + ">",
        _ => "",
    };

    private static string Group(string text, bool isNested) => isNested ? "(" + text + ")" : text;

    private static string Count(RepeatElement repeat) => repeat.Min == repeat.Max
        ? Number(repeat.Min)
        : (repeat.Min == 0 ? "" : Number(repeat.Min)) + "*" + (repeat.Max == RepeatElement.Unbounded ? "" : Number(repeat.Max));

    private static string Text(LiteralElement literal) => literal.Text.All(static c => c is >= ' ' and < '\x7F' and not '"')
        ? (literal.CaseSensitive && literal.Text.Any(char.IsLetter) ? "%s" : "") + "\"" + literal.Text + "\""
        : "%x" + string.Join(".", literal.Text.Select(static c => Hex(c)));

    private static string Hex(int value) => value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
