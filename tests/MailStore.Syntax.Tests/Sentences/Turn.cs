using System.Runtime.CompilerServices;
using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Sentences;

/// <summary>One way of a choice (the alternative's index) or of a repetition (<see cref="Least"/> rounds or <see cref="More"/>).</summary>
internal readonly record struct Turn(Element Element, int Way)
{
    public const int Least = 0;
    public const int More = 1;

    // Equal elements in two places are two elements.
    public bool Equals(Turn other) => ReferenceEquals(Element, other.Element) && Way == other.Way;

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Element), Way);
}
