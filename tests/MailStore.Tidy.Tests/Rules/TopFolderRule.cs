using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>The top of the repository holds the rooms of the house and what the build demands.</summary>
internal static class TopFolderRule
{
    /// <summary>The rooms.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["src", "generators", "grammars", "tests", "bench", "docs", ".ci"];

    private static readonly string[] Files =
    [
        "MailStore.sln", "README.md", "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", ".editorconfig", ".gitignore",
    ];

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        from file in files
        let top = file.Path.Split('/')[0]
        where !(file.Path.Contains('/', StringComparison.Ordinal) ? Folders : Files).Contains(top)
        select new Violation(file.Path, 0, $"{top} is no room of the house", "put it into the folder where a stranger would look for it (README.md, Layout)");
}
