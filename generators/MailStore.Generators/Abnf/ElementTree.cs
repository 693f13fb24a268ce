using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Walks over elements and rewrites them. The reader bounds their nesting, so recursion is safe.</summary>
internal static class ElementTree
{
    /// <summary>The element and all below it, in preorder.</summary>
    public static IEnumerable<Element> Walk(Element element)
    {
        yield return element;
        foreach (var child in Children(element))
        {
            foreach (var descendant in Walk(child))
            {
                yield return descendant;
            }
        }
    }

    public static IEnumerable<Element> Children(Element element) => element switch
    {
        ChoiceElement choice => choice.Alternatives,
        SequenceElement sequence => sequence.Items,
        RepeatElement repeat => [repeat.Body],
        _ => [],
    };

    /// <summary>Rewrites from the leaves up; what <paramref name="rewrite"/> leaves alone stays the same object.</summary>
    public static Element Map(Element element, Func<Element, Element> rewrite)
    {
        switch (element)
        {
            case ChoiceElement choice when MapAll(choice.Alternatives, rewrite) is { } alternatives:
                return rewrite(new ChoiceElement(new([.. alternatives.SelectMany(Alternatives)])) { File = choice.File, Ordinal = choice.Ordinal });
            case SequenceElement sequence when MapAll(sequence.Items, rewrite) is { } items:
                return rewrite(new SequenceElement(new([.. items.SelectMany(Items)])) { File = sequence.File, Ordinal = sequence.Ordinal });
            case RepeatElement repeat when Map(repeat.Body, rewrite) is var body && !ReferenceEquals(body, repeat.Body):
                return rewrite(new RepeatElement(repeat.Min, repeat.Max, body) { File = repeat.File, Ordinal = repeat.Ordinal });
            default:
                return rewrite(element);
        }
    }

    /// <summary>The alternatives of a choice; any other element is the only alternative.</summary>
    public static IEnumerable<Element> Alternatives(Element element) => element is ChoiceElement choice ? choice.Alternatives : [element];

    /// <summary>Structural equality in which the case of a case-insensitive string does not count.</summary>
    public static bool SameShape(Element left, Element right) => (left, right) switch
    {
        (LiteralElement a, LiteralElement b) => a.CaseSensitive == b.CaseSensitive
            && string.Equals(a.Text, b.Text, a.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase),
        (ChoiceElement a, ChoiceElement b) => SameShapes(a.Alternatives, b.Alternatives),
        (SequenceElement a, SequenceElement b) => SameShapes(a.Items, b.Items),
        (RepeatElement a, RepeatElement b) => a.Min == b.Min && a.Max == b.Max && SameShape(a.Body, b.Body),
        _ => left.Equals(right),
    };

    private static IEnumerable<Element> Items(Element element) => element is SequenceElement sequence ? sequence.Items : [element];

    private static bool SameShapes(EquatableArray<Element> left, EquatableArray<Element> right) =>
        left.Count == right.Count && left.Zip(right, SameShape).All(same => same);

    private static Element[]? MapAll(EquatableArray<Element> elements, Func<Element, Element> rewrite)
    {
        var mapped = elements.Select(element => Map(element, rewrite)).ToArray();
        return mapped.Zip(elements, ReferenceEquals).All(same => same) ? null : mapped;
    }
}
