using MailStore.Generators.Abnf;
using MailStore.Generators.Bind;
using MailStore.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Pipeline;

/// <summary>Gives diagnostics their places, at the very end: here alone models and positions meet.</summary>
internal static class Reporter
{
    public static void ReportFaults(SourceProductionContext context, ReadFile file)
    {
        foreach (var fault in file.Faults)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(fault.Id), file.Positions.LocationOf(fault.Place), fault.Message));
        }
    }

    public static void ReportStray(SourceProductionContext context, string path) => context.ReportDiagnostic(Diagnostic.Create(
        Descriptors.Of("ABNF0016"),
        Location.Create(path, default, default),
        "This file belongs to no grammar: its AdditionalFiles item needs AbnfGrammar=\"NAME\", and the project <CompilerVisibleItemMetadata Include=\"AdditionalFiles\" MetadataName=\"AbnfGrammar\" />, which the package brings."));

    public static void Report(SourceProductionContext context, IEnumerable<GrammarDiagnostic> diagnostics, IReadOnlyList<ReadFile> files)
    {
        // What is wrong in a file of several grammars is said once.
        foreach (var diagnostic in diagnostics.Distinct())
        {
            var file = files.FirstOrDefault(file => file.Model.Path == diagnostic.File);
            var location = file is null ? Location.None : file.Positions.LocationOf(file.Positions.Find(diagnostic));
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(diagnostic.Id), location, diagnostic.Message));
        }
    }

    public static void Report(SourceProductionContext context, IEnumerable<HandlerDiagnostic> diagnostics, IReadOnlyList<HandlerPlace> places)
    {
        foreach (var diagnostic in diagnostics)
        {
            var location = places.FirstOrDefault(place => place.Type == diagnostic.Type)?.ToLocation();
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(diagnostic.Id), location, diagnostic.Message));
        }
    }

    /// <summary>
    /// A project that only dispatches hears of errors alone: warnings are said by the project that makes the parsers.
    /// </summary>
    public static IEnumerable<GrammarDiagnostic> Wanted(ComposedGrammar composed) => composed.Result.Diagnostics
        .Where(diagnostic => composed.Source.Parsers || Descriptors.IsError(diagnostic.Id))
        .Concat(composed.Source.Diagnostics);
}
