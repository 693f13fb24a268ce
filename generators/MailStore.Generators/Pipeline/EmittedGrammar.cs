using MailStore.Generators.Emit;
using MailStore.Generators.Model;

namespace MailStore.Generators.Pipeline;

/// <summary>The units of one grammar, and the files that have steps of their own.</summary>
internal sealed record EmittedGrammar(EquatableArray<string> Files, EmitResult Result)
{
    public static EmittedGrammar? Of(ComposedGrammar composed, bool skipsLocalsInit) =>
        composed is { Source.Parsers: true, Result.Grammar: { } grammar }
            ? new EmittedGrammar(new([.. composed.Source.Files.Select(file => file.Path)]), Emitter.Emit(grammar, skipsLocalsInit))
            : null;

    public IEnumerable<EmitUnit> SharedUnits() => Result.Units.Where(unit => !Files.Contains(unit.File));

    public IEnumerable<EmitUnit> UnitsOf(string file) => Result.Units.Where(unit => unit.File == file && Files.Contains(file));
}
