using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Gathers what the composer finds; the order of finding does not show.</summary>
internal sealed class ComposeFaults
{
    private readonly HashSet<GrammarDiagnostic> _found = [];

    public bool HasErrors => _found.Any(diagnostic => Descriptors.IsError(diagnostic.Id));

    public void AtElement(string id, string rule, Element element, string message) =>
        _found.Add(new GrammarDiagnostic(id, element.File, rule, element.Ordinal, message));

    public void AtRule(string id, GrammarRule rule, string message) =>
        _found.Add(new GrammarDiagnostic(id, rule.File, rule.Name, DiagnosticPlace.Rule, message));

    public void AtDefinition(string id, RuleDefinition definition, string message) =>
        _found.Add(new GrammarDiagnostic(id, definition.File.Path, definition.Rule.Name, DiagnosticPlace.OfDefinition(definition.Index), message));

    public void AtAnnotation(FileModel file, AnnotationModel annotation, string message) =>
        _found.Add(new GrammarDiagnostic("ABNF0016", file.Path, "", DiagnosticPlace.OfAnnotation(annotation.Index), message));

    public void AtFile(string id, string path, string message) =>
        _found.Add(new GrammarDiagnostic(id, path, "", DiagnosticPlace.Rule, message));

    public EquatableArray<GrammarDiagnostic> Sorted() => new(
    [
        .. _found.OrderBy(found => found.File, StringComparer.Ordinal)
            .ThenBy(found => found.Id, StringComparer.Ordinal)
            .ThenBy(found => found.Ordinal)
            .ThenBy(found => found.Rule, StringComparer.Ordinal)
            .ThenBy(found => found.Message, StringComparer.Ordinal),
    ]);
}
