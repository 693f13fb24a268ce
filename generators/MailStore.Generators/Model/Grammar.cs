namespace MailStore.Generators.Model;

/// <summary>All files of one grammar composed: every rule once, <c>=/</c> folded in, annotations gathered. Order never depends on the order of files.</summary>
/// <param name="Name">Such as <c>Imap</c>: the prefix of emitted types.</param>
/// <param name="Namespace">Where emitted types go.</param>
/// <param name="Starts">Start rules, canonical names, from <c>;@ start</c>.</param>
/// <param name="Rules">Sorted by canonical name.</param>
/// <param name="Annotations">Of all files but <c>grammar</c>, <c>start</c> and <c>requires</c>, in composition order.</param>
internal sealed record Grammar(
    string Name,
    string Namespace,
    EquatableArray<string> Starts,
    EquatableArray<GrammarRule> Rules,
    EquatableArray<GrammarAnnotation> Annotations);
