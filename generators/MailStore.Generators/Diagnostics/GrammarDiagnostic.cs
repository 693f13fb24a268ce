namespace MailStore.Generators.Diagnostics;

/// <summary>
/// A fault of a grammar, before it has a line and a column. Found by steps that see no positions; placed at the end by
/// looking up <see cref="File"/> and <see cref="Ordinal"/> (or, where that is -1, the definition of <see cref="Rule"/>).
/// </summary>
/// <param name="Id">ABNF0001 to ABNF0020.</param>
/// <param name="Message">A whole sentence, with the witness string where there is one.</param>
internal sealed record GrammarDiagnostic(string Id, string File, string Rule, int Ordinal, string Message);
