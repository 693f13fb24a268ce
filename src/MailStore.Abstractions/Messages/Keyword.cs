using System.Diagnostics.CodeAnalysis;

namespace MailStore.Abstractions.Messages;

/// <summary>
/// A flag without a backslash: an atom that a client made up, such as <c>$Forwarded</c>. Two that differ in case only are one
/// (RFC 9051 §2.3.2 leaves the case to us; clients disagree about it); the spelling of the first one stays.
/// </summary>
public readonly struct Keyword : IEquatable<Keyword>
{
    /// <summary>Longer ones are refused.</summary>
    public const int LengthMax = 255;

    private readonly string? _name;

    private Keyword(string name)
    {
        _name = name;
    }

    public string Name => _name ?? "";

    public static bool operator ==(Keyword left, Keyword right) => left.Equals(right);

    public static bool operator !=(Keyword left, Keyword right) => !left.Equals(right);

    /// <summary>RFC 9051 §9: flag-keyword is an atom: no space, control, parenthesis, brace, percent, star, quote, backslash or bracket.</summary>
    public static bool TryCreate(string name, out Keyword keyword)
    {
        keyword = default;
        if (name.Length is 0 or > LengthMax)
        {
            return false;
        }

        foreach (var letter in name)
        {
            if (letter is <= ' ' or >= '\x7f' or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']')
            {
                return false;
            }
        }

        keyword = new(name);
        return true;
    }

    /// <summary>A name that is known to be one.</summary>
    public static Keyword Create(string name) =>
        TryCreate(name, out var keyword) ? keyword : throw new ArgumentException("Not a keyword.", nameof(name));

    public bool Equals(Keyword other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Keyword other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name;
}
