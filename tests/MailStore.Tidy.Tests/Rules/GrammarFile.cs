using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>What the comments of an .abnf file say of it: the header, and the annotations that make commands.</summary>
internal sealed class GrammarFile
{
    private const string Differs = "differs from ";

    public GrammarFile(SourceFile file)
    {
        Path = file.Path;
        var lines = file.Lines.Select(line => line.Trim()).ToList();
        var header = lines.TakeWhile(line => line.StartsWith(';')).ToList();
        Rfcs = [.. Values(header, "; rfc:").SelectMany(Words)];
        Sources = [.. Values(header, "; source:")];
        Capabilities = [.. Values(header, "; capability:").SelectMany(Words)];
        Commands = [.. Values(lines, ";@ command ").Select(text => text.Split(' ', 2)[0])];
        Starts = [.. Values(lines, ";@ start ").SelectMany(Words)];
        Differences = [.. DifferencesIn(lines)];
    }

    public string Path { get; }

    /// <summary>Numbers from <c>; rfc: 6851</c>; of several, the first is the file's own.</summary>
    public IReadOnlyList<string> Rfcs { get; }

    /// <summary>From <c>; source: ...</c>, where no RFC tells the syntax.</summary>
    public IReadOnlyList<string> Sources { get; }

    public IReadOnlyList<string> Capabilities { get; }

    public IReadOnlyList<string> Commands { get; }

    public IReadOnlyList<string> Starts { get; }

    /// <summary>What stands behind "differs from", to the end of its comment.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>Folder below <c>grammars</c>, which is the grammar.</summary>
    public string Grammar => Path.Split('/')[^2];

    public string Name => Path.Split('/')[^1];

    private static IEnumerable<string> Values(IEnumerable<string> lines, string key) =>
        lines.Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..].Trim());

    private static IEnumerable<string> DifferencesIn(List<string> lines)
    {
        string? text = null;
        foreach (var line in lines.Append(""))
        {
            var goesOn = line.StartsWith("; ", StringComparison.Ordinal);
            var start = goesOn ? line.IndexOf(Differs, StringComparison.Ordinal) : -1;
            if (text != null && (!goesOn || start >= 0))
            {
                yield return text;
                text = null;
            }

            text = start >= 0 ? line[(start + Differs.Length)..] : text == null ? null : text + line[1..];
        }
    }

    private static string[] Words(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
}
