namespace MailStore.Generators.Model;

/// <summary>Another rule, by its canonical name: lower case, since rule names are case-insensitive (RFC 5234 §2.1).</summary>
internal sealed class ReferenceElement(string rule) : Element
{
    public string Rule { get; } = rule;

    public override bool Equals(Element? other) => other is ReferenceElement reference && reference.Rule == Rule;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Rule) ^ 1;
}
