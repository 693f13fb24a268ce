using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>All that came of one grammar.</summary>
internal sealed record EmitResult(EquatableArray<EmitUnit> Units, EquatableArray<GrammarDiagnostic> Diagnostics);
