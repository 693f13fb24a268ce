namespace MailStore.Generators.Model;

/// <summary>Elements one after the other. Zero items: the empty string. The reader never makes a sequence of one.</summary>
internal sealed class SequenceElement(EquatableArray<Element> items) : Element
{
    public EquatableArray<Element> Items { get; } = items;

    public override bool Equals(Element? other) => other is SequenceElement sequence && sequence.Items.Equals(Items);

    public override int GetHashCode() => Items.GetHashCode() ^ 2;
}
