using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>What the comments of an .abnf file say of it: the header, and the annotations that make commands.</summary>
internal sealed class GrammarFile
{
    public GrammarFile(SourceFile file)
    {
        Path = file.Path;
        var lines = file.Lines.Select(line => line.Trim()).ToList();
        var header = lines.TakeWhile(line => line.StartsWith(';')).ToList();
        Rfcs = [.. Values(header, "; rfc:").SelectMany(Words)];
        Sources = [.. Values(header, "; source:")];
        Capabilities = [.. Values(header, "; capability:").SelectMany(Words)];
        Commands = [.. Values(lines, ";@ command ").Select(text => text.Split(' ', 2)[0])];
    }

    public string Path { get; }

    /// <summary>Numbers from <c>; rfc: 6851</c>; of several, the first is the file's own.</summary>
    public IReadOnlyList<string> Rfcs { get; }

    /// <summary>From <c>; source: ...</c>, where no RFC tells the syntax.</summary>
    public IReadOnlyList<string> Sources { get; }

    public IReadOnlyList<string> Capabilities { get; }

    public IReadOnlyList<string> Commands { get; }

    /// <summary>Folder below <c>grammars</c>, which is the grammar.</summary>
    public string Grammar => Path.Split('/')[^2];

    public string Name => Path.Split('/')[^1];

    private static IEnumerable<string> Values(IEnumerable<string> lines, string key) =>
        lines.Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..].Trim());

    private static string[] Words(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
}
