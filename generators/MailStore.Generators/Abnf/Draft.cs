using MailStore.Generators.Diagnostics;

namespace MailStore.Generators.Abnf;

/// <summary>
/// A node as parsed, with its place. The parser finishes children before parents, ordinals are given parents first: so
/// elements are made from drafts in a second walk.
/// </summary>
internal sealed record Draft(DraftKind Kind, TextPlace Place)
{
    public List<Draft> Children { get; init; } = [];

    public string Text { get; init; } = "";

    public bool CaseSensitive { get; init; }

    /// <summary>Least count of a repetition, or first octet of a range.</summary>
    public int From { get; init; }

    /// <summary>Largest count of a repetition, or last octet of a range.</summary>
    public int To { get; init; }

    public bool IsEmpty => Kind == DraftKind.Sequence && Children.Count == 0;

    public static Draft Empty(TextPlace place) => new(DraftKind.Sequence, place);
}
