using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Which rules and elements can be the empty string.</summary>
internal sealed class Nullability
{
    private readonly HashSet<string> _nullable = new(StringComparer.Ordinal);

    public Nullability(IEnumerable<GrammarRule> rules)
    {
        var open = rules.ToList();
        while (open.RemoveAll(rule => IsNullable(rule.Body) && _nullable.Add(rule.Name)) > 0)
        {
            // Each round may make further rules nullable.
        }
    }

    public bool IsNullable(Element element) => element switch
    {
        ReferenceElement reference => _nullable.Contains(reference.Rule),
        SequenceElement sequence => sequence.Items.All(IsNullable),
        ChoiceElement choice => choice.Alternatives.Any(IsNullable),
        RepeatElement repeat => repeat.Min == 0 || IsNullable(repeat.Body),
        _ => false,
    };

    /// <summary>References that may stand at the very beginning of what the element matches.</summary>
    public IEnumerable<ReferenceElement> LeftReferences(Element element) => element switch
    {
        ReferenceElement reference => [reference],
        SequenceElement sequence => LeftReferences(sequence),
        _ => ElementTree.Children(element).SelectMany(LeftReferences),
    };

    private IEnumerable<ReferenceElement> LeftReferences(SequenceElement sequence)
    {
        foreach (var item in sequence.Items)
        {
            foreach (var reference in LeftReferences(item))
            {
                yield return reference;
            }

            if (!IsNullable(item))
            {
                yield break;
            }
        }
    }
}
