namespace MailStore.Generators.Model;

/// <summary>Prose: <c>&lt;any OCTET&gt;</c>. Only allowed where an annotation gives the rule a builtin meaning.</summary>
internal sealed class ProseElement(string text) : Element
{
    public string Text { get; } = text;

    public override bool Equals(Element? other) => other is ProseElement prose && prose.Text == Text;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text) ^ 4;
}
