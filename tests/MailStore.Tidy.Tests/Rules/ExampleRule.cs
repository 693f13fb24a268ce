using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>The README's C# is taken from a test that runs it, line by line.</summary>
internal static class ExampleRule
{
    public const string Source = "tests/MailStore.Server.Tests/ReadmeExampleTests.cs";
    private const string Readme = "README.md";

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files)
    {
        var known = LinesOf(files, Source).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var inside = false;
        foreach (var (index, line) in LinesOf(files, Readme).Index())
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line.StartsWith("```csharp", StringComparison.Ordinal);
            }
            else if (inside && !known.Contains(line.Trim()))
            {
                yield return new(Readme, index + 1, "the example has a line that no test runs", $"change it in {Source} and here alike");
            }
        }
    }

    private static string[] LinesOf(IReadOnlyList<SourceFile> files, string path) =>
        files.FirstOrDefault(file => string.Equals(file.Path, path, StringComparison.Ordinal))?.Lines ?? [];
}
