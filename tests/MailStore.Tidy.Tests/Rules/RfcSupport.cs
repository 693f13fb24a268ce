using System.Globalization;
using System.Text;
using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>Writes docs/rfc-support.md from the headers of the grammars: what we understand is what there is a grammar for.</summary>
internal static class RfcSupport
{
    public const string Path = "docs/rfc-support.md";

    private const string Head = """
        # Which RFCs are understood

        Written by a tidy test from the heads of the grammar files: do not edit, run
        `UPDATE_SNAPSHOTS=1 dotnet test tests/MailStore.Tidy.Tests`. A row means that a grammar holds the syntax; what the
        server acts on is said in the [README](../README.md). *Capabilities* are the words that a front end may announce, *commands*
        the rules that become command values, or, where there are no commands, the rules that can be parsed for.

        """;

    private const string DifferencesHead = """

        # Where we differ

        From the comments of the grammars: what we take more or less than the RFC's text does, and why.

        """;

    public static string Render(IReadOnlyList<SourceFile> files)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        var grammars = files.Where(file => file.IsUnder("grammars") && file.HasExtension(".abnf")).Select(file => new GrammarFile(file));
        var groups = grammars.GroupBy(file => file.Grammar, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        foreach (var group in groups)
        {
            text.Append($"\n## {group.Key}\n\n| RFC | file | capabilities | commands |\n| --- | --- | --- | --- |\n");
            foreach (var file in group.OrderBy(Number).ThenBy(file => file.Name, StringComparer.Ordinal))
            {
                var rules = file.Commands.Count > 0 ? file.Commands : file.Starts;
                var from = file.Rfcs.Count > 0 ? string.Join(", ", file.Rfcs) : string.Join(", ", file.Sources);
                text.Append($"| {from} | [{file.Name}](../{file.Path}) | {Listed(file.Capabilities)} | {Listed(rules)} |\n");
            }
        }

        text.Append(DifferencesHead.ReplaceLineEndings("\n"));
        foreach (var file in groups.SelectMany(group => group.OrderBy(Number).ThenBy(file => file.Name, StringComparer.Ordinal)).Where(file => file.Differences.Count > 0))
        {
            text.Append($"\n[{file.Grammar}/{file.Name}](../{file.Path})\n\n");
            foreach (var difference in file.Differences)
            {
                text.Append($"- {Escaped(difference)}\n");
            }
        }

        return text.ToString();
    }

    private static int Number(GrammarFile file) =>
        file.Rfcs.Count > 0 && int.TryParse(file.Rfcs[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static string Escaped(string text) =>
        string.Concat(text.Select(letter => letter is '*' or '_' or '<' or '[' or ']' or '`' or '\\' ? $"\\{letter}" : letter.ToString()));

    private static string Listed(IReadOnlyList<string> words) => string.Join(", ", words.Select(word => $"`{word}`"));
}
