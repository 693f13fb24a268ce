namespace MailStore.Interop.Tests.Streams;

/// <summary>A piece of a response: an atom, a string, or a list of pieces.</summary>
internal sealed record Token(string? Atom, string? Text, IReadOnlyList<Token>? List)
{
    public bool IsAtom(string name) => string.Equals(Atom, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same whether it was quoted or a literal.</summary>
    public override string ToString() => Atom ?? (Text is not null ? $"\"{Text}\"" : $"({string.Join(' ', List!)})");

    /// <summary>For sets: flags, attributes.</summary>
    public string Sorted() => List is null ? ToString() : $"({string.Join(' ', List.Select(token => token.ToString()).Order(StringComparer.OrdinalIgnoreCase))})";
}
