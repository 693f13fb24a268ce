namespace MailStore.Generators.Model;

/// <summary>One .abnf file without positions, comments and white space: what incremental steps compare.</summary>
/// <param name="Path">File name with its last folder, such as <c>imap/rfc6851-move.abnf</c>: stable across machines.</param>
/// <param name="Grammars">The grammars that the project file gives this file to.</param>
/// <param name="Rfc">From the header comment <c>; rfc: 6851</c>, or empty.</param>
/// <param name="Capabilities">From header comments <c>; capability: MOVE</c>.</param>
/// <param name="Requires">From <c>;@ requires rfc4466.abnf</c>: files that come before this one.</param>
internal sealed record FileModel(
    string Path,
    EquatableArray<string> Grammars,
    string Rfc,
    EquatableArray<string> Capabilities,
    EquatableArray<string> Requires,
    EquatableArray<RuleModel> Rules,
    EquatableArray<AnnotationModel> Annotations);
