using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>The README's road of a message leads over files that exist, and says "planned" of the steps that do not yet.</summary>
internal static class RoadRule
{
    public const int Steps = 9;
    private const string Readme = "README.md";
    private const string Head = "| step | what | where |";

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files)
    {
        var readme = files.FirstOrDefault(file => string.Equals(file.Path, Readme, StringComparison.Ordinal)) ?? new(Readme, "");
        var rows = readme.Lines.Index()
            .SkipWhile(line => !line.Item.StartsWith(Head, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.Item.StartsWith('|'))
            .ToList();
        if (rows.Count != Steps)
        {
            yield return new(Readme, 0, $"the road of a message has {rows.Count} steps, not {Steps}", $"keep the table under \"{Head}\" with a row a step");
        }

        foreach (var (index, row) in rows)
        {
            foreach (var violation in CheckRow(index + 1, row, files))
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<Violation> CheckRow(int line, string row, IReadOnlyList<SourceFile> files)
    {
        var paths = row.Split('`').Where((part, index) => index % 2 == 1 && LinkRule.IsPath(part)).ToList();
        var missing = paths.Where(path => !LinkRule.Matches(files, path)).ToList();
        if (paths.Count == 0)
        {
            yield return new(Readme, line, "a step of the road names no path", "say in backticks where it happens");
        }
        else if (row.Contains(LinkRule.Planned, StringComparison.Ordinal))
        {
            if (missing.Count == 0)
            {
                yield return new(Readme, line, "the step is called planned, but all of it exists", "delete the mark");
            }
        }
        else
        {
            foreach (var path in missing)
            {
                yield return new(Readme, line, $"the road leads over {path}, which does not exist", $"correct the path, or mark the step as {LinkRule.Planned}");
            }
        }
    }
}
