using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>Writes the parsers of a grammar.</summary>
internal static class Emitter
{
    public static EmitResult Emit(Grammar grammar)
    {
        _ = grammar;
        return new EmitResult(EquatableArray<EmitUnit>.Empty, EquatableArray<GrammarDiagnostic>.Empty);
    }
}
