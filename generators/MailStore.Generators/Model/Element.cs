namespace MailStore.Generators.Model;

/// <summary>
/// A node of a rule's right-hand side. Value-equal, and free of positions: <see cref="Ordinal"/> is the node's place in
/// preorder within its rule, a function of the structure, so that comments and blank lines change nothing here.
/// </summary>
internal abstract class Element : IEquatable<Element>
{
    /// <summary>Preorder index within the rule, or -1 for a node that the generator made. Not part of equality.</summary>
    public int Ordinal { get; init; } = -1;

    public abstract bool Equals(Element? other);

    public sealed override bool Equals(object? obj) => Equals(obj as Element);

    public abstract override int GetHashCode();
}
