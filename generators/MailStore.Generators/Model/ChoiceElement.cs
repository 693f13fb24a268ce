namespace MailStore.Generators.Model;

/// <summary>Alternatives, two or more. Their order means nothing but for equal languages.</summary>
internal sealed class ChoiceElement(EquatableArray<Element> alternatives) : Element
{
    public EquatableArray<Element> Alternatives { get; } = alternatives;

    public override bool Equals(Element? other) => other is ChoiceElement choice && choice.Alternatives.Equals(Alternatives);

    public override int GetHashCode() => Alternatives.GetHashCode() ^ 3;
}
