using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>Nobody reads the second half of a long file.</summary>
internal static class SizeRule
{
    public const int CodeLinesMax = 400;
    public const int ReadmeLinesMax = 150;
    public const int DecisionLinesMax = 60;

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        from file in files
        let most = LinesMax(file)
        where file.LineCount > most.Lines
        select new Violation(file.Path, 0, $"{file.LineCount} lines, at most {most.Lines} are allowed", most.Remedy);

    private static (int Lines, string Remedy) LinesMax(SourceFile file)
    {
        if (file.HasExtension(".cs"))
        {
            return (CodeLinesMax, "find the second idea in the file and give it a type of its own");
        }

        if (string.Equals(file.Path, "README.md", StringComparison.Ordinal))
        {
            return (ReadmeLinesMax, "move detail to docs/");
        }

        return file.IsUnder("docs/decisions") ? (DecisionLinesMax, "say the decision, not the study") : (int.MaxValue, "");
    }
}
