namespace MailStore.Generators.Model;

/// <summary>
/// A node of a rule's right-hand side. Value-equal, and free of lines and columns: <see cref="Ordinal"/> is the node's place in
/// preorder within its file, a function of the file's structure, so that comments and blank lines change nothing here.
/// </summary>
internal abstract class Element : IEquatable<Element>
{
    /// <summary>Path of the file, as in <see cref="FileModel.Path"/>; empty for a node that the generator made. Not part of equality.</summary>
    public string File { get; init; } = "";

    /// <summary>Preorder index within the file, or -1 for a node that the generator made. Not part of equality.</summary>
    public int Ordinal { get; init; } = -1;

    public abstract bool Equals(Element? other);

    public sealed override bool Equals(object? obj) => Equals(obj as Element);

    public abstract override int GetHashCode();
}
