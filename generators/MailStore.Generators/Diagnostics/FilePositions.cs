using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MailStore.Generators.Diagnostics;

/// <summary>
/// Where the parts of one file stand. Kept apart from the model, so that a comment or a blank line moves positions
/// and nothing else.
/// </summary>
/// <param name="fullPath">As the compiler knows the file.</param>
/// <param name="lineStarts">Offset of each line's first character, ascending, the first is 0.</param>
/// <param name="elements">By <see cref="Model.Element.Ordinal"/>.</param>
/// <param name="names">Canonical rule names, by index of <see cref="Model.FileModel.Rules"/>.</param>
/// <param name="definitions">Where these names stand.</param>
/// <param name="annotations">By index of <see cref="Model.FileModel.Annotations"/>.</param>
internal sealed class FilePositions(
    string fullPath,
    int[] lineStarts,
    TextPlace[] elements,
    string[] names,
    TextPlace[] definitions,
    TextPlace[] annotations)
{
    public string FullPath { get; } = fullPath;

    /// <summary>The place of a diagnostic; the file's start where the diagnostic names nothing that this file has.</summary>
    public TextPlace Find(GrammarDiagnostic diagnostic)
    {
        if (diagnostic.Ordinal >= 0)
        {
            return At(elements, diagnostic.Ordinal);
        }

        if (DiagnosticPlace.IsAnnotation(diagnostic.Ordinal, out var annotation))
        {
            return At(annotations, annotation);
        }

        if (DiagnosticPlace.IsDefinition(diagnostic.Ordinal, out var definition))
        {
            return At(definitions, definition);
        }

        return At(definitions, Array.IndexOf(names, diagnostic.Rule));
    }

    public Location LocationOf(TextPlace place) =>
        Location.Create(FullPath, new TextSpan(place.Start, place.Length), new LinePositionSpan(PositionOf(place.Start), PositionOf(place.End)));

    /// <summary>Line and column, both from 0.</summary>
    public LinePosition PositionOf(int offset)
    {
        var line = Array.BinarySearch(lineStarts, offset);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new LinePosition(line, offset - lineStarts[line]);
    }

    private static TextPlace At(TextPlace[] places, int index) =>
        index >= 0 && index < places.Length ? places[index] : default;
}
