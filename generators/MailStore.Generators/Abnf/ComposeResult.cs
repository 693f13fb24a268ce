using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <param name="Grammar">Null where a diagnostic is an error, or where a file has a syntax fault.</param>
internal sealed record ComposeResult(Grammar? Grammar, EquatableArray<GrammarDiagnostic> Diagnostics);
