namespace MailStore.Generators.Model;

/// <summary>A repetition: <c>*x</c>, <c>1*x</c>, <c>2*4x</c>, <c>3x</c>; an option <c>[x]</c> is 0 to 1.</summary>
internal sealed class RepeatElement(int min, int max, Element body) : Element
{
    public const int Unbounded = int.MaxValue;

    public int Min { get; } = min;

    public int Max { get; } = max;

    public Element Body { get; } = body;

    public override bool Equals(Element? other) =>
        other is RepeatElement repeat && repeat.Min == Min && repeat.Max == Max && repeat.Body.Equals(Body);

    public override int GetHashCode() => unchecked((((Min * 31) + Max) * 31) + Body.GetHashCode());
}
