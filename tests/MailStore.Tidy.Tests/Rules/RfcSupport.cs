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
        the rules that become command values.

        """;

    public static string Render(IReadOnlyList<SourceFile> files)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        var grammars = files.Where(file => file.IsUnder("grammars") && file.HasExtension(".abnf")).Select(file => new GrammarFile(file));
        foreach (var group in grammars.GroupBy(file => file.Grammar, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {group.Key}\n\n| RFC | file | capabilities | commands |\n| --- | --- | --- | --- |\n");
            foreach (var file in group.OrderBy(Number).ThenBy(file => file.Name, StringComparer.Ordinal))
            {
                var from = file.Rfcs.Count > 0 ? string.Join(", ", file.Rfcs) : string.Join(", ", file.Sources);
                text.Append($"| {from} | [{file.Name}](../{file.Path}) | {Listed(file.Capabilities)} | {Listed(file.Commands)} |\n");
            }
        }

        return text.ToString();
    }

    private static int Number(GrammarFile file) =>
        file.Rfcs.Count > 0 && int.TryParse(file.Rfcs[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static string Listed(IReadOnlyList<string> words) => string.Join(", ", words.Select(word => $"`{word}`"));
}
