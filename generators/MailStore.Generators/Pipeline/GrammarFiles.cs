using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Pipeline;

/// <summary>The files of one grammar, by path, and what is wanted of it.</summary>
internal sealed record GrammarFiles(
    string Name, bool Parsers, bool Dispatch, EquatableArray<FileModel> Files, EquatableArray<GrammarDiagnostic> Diagnostics)
{
    private const string ParsersWord = "Parsers";
    private const string DispatchWord = "Dispatch";

    /// <summary>
    /// Sorts files into grammars. A file may serve several; what is emitted for a grammar is said by the file with its
    /// <c>;@ grammar</c>, so that one project can have parsers of one grammar and dispatch for another, and share the core.
    /// </summary>
    public static IEnumerable<GrammarFiles> Of(IEnumerable<GrammarSource> sources)
    {
        var all = sources.OrderBy(source => source.Model.Path, StringComparer.Ordinal).ToList();
        var names = all.SelectMany(source => source.Model.Grammars).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal);
        foreach (var name in names)
        {
            var files = all.Where(source => source.Model.Grammars.Contains(name)).ToList();
            var mains = files.Where(source => IsMain(source.Model, name)).ToList();
            var words = mains.SelectMany(source => Words(source.Emit)).ToList();
            yield return new GrammarFiles(
                name,
                words.Contains(ParsersWord),
                words.Contains(DispatchWord),
                new([.. files.Select(source => source.Model)]),
                new([.. mains.Where(HasUnknownWord).Select(UnknownWord)]));
        }
    }

    /// <summary>The comma separated words of an item's metadata.</summary>
    public static IEnumerable<string> Words(string metadata)
    {
        var words = metadata.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? [ParsersWord] : words;
    }

    private static bool IsMain(FileModel file, string grammar) =>
        file.Annotations.Any(annotation => annotation.Verb == "grammar" && annotation.Words.Count > 0 && annotation.Words[0] == grammar);

    private static bool HasUnknownWord(GrammarSource source) => Words(source.Emit).Any(word => word is not (ParsersWord or DispatchWord));

    private static GrammarDiagnostic UnknownWord(GrammarSource source) => new(
        "ABNF0016", source.Model.Path, "", DiagnosticPlace.Rule, $"AbnfEmit=\"{source.Emit}\" in the project file is not understood: write Parsers, Dispatch, or both.");
}
