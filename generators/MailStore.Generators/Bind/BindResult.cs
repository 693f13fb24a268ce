using MailStore.Generators.Diagnostics;
using MailStore.Generators.Emit;
using MailStore.Generators.Model;

namespace MailStore.Generators.Bind;

internal sealed record BindResult(
    EquatableArray<EmitUnit> Units, EquatableArray<GrammarDiagnostic> Rules, EquatableArray<HandlerDiagnostic> Handlers);
