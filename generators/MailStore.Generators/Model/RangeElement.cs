namespace MailStore.Generators.Model;

/// <summary>One octet of a range: <c>%x41-5A</c>. Both ends belong to it.</summary>
internal sealed class RangeElement(int from, int to) : Element
{
    public int From { get; } = from;

    public int To { get; } = to;

    public override bool Equals(Element? other) => other is RangeElement range && range.From == From && range.To == To;

    public override int GetHashCode() => (From << 8) | To;
}
