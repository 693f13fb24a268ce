using MailStore.Generators.Model;

namespace MailStore.Generators.Tests.Abnf;

/// <summary>Writes elements as canonical ABNF, with groups wherever an element has parts: what a test can compare.</summary>
internal static class AbnfText
{
    public static string Of(Element element) => element switch
    {
        ChoiceElement choice => "(" + string.Join(" / ", choice.Alternatives.Select(Of)) + ")",
        SequenceElement { Items.Count: 0 } => "\"\"",
        SequenceElement sequence => "(" + string.Join(" ", sequence.Items.Select(Of)) + ")",
        RepeatElement { Body: RepeatElement body } repeat => Counts(repeat) + "(" + Of(body) + ")",
        RepeatElement repeat => Counts(repeat) + Of(repeat.Body),
        ReferenceElement reference => reference.Rule,
        LiteralElement literal when literal.Text.Any(c => c is < ' ' or > '~' or '"') => "%x" + string.Join(".", literal.Text.Select(c => $"{(int)c:X2}")),
        LiteralElement literal => (literal.CaseSensitive ? "%s" : "") + "\"" + literal.Text + "\"",
        RangeElement range => $"%x{range.From:X2}-{range.To:X2}",
        ProseElement prose => "<" + prose.Text + ">",
        _ => throw new ArgumentOutOfRangeException(nameof(element)),
    };

    private static string Counts(RepeatElement repeat) =>
        (repeat.Min == 0 ? "" : repeat.Min) + "*" + (repeat.Max == RepeatElement.Unbounded ? "" : repeat.Max);
}
