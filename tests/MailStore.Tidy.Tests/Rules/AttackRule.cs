using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>Each attack of the page has a test that is there: a row whose tests were renamed or deleted protects nobody.</summary>
internal static class AttackRule
{
    public const string Page = "docs/attacks.md";

    private const int Columns = 3;

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.Path == Page).SelectMany(page => Rows(page).SelectMany(row => Check(row.Line, row.Cells, files)));

    public static IEnumerable<(int Line, string[] Cells)> Rows(SourceFile page)
    {
        var lines = page.Text.Split('\n');
        for (var number = 0; number < lines.Length; number++)
        {
            var cells = lines[number].Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length > Columns && cells[1] is not ("attack" or "---"))
            {
                yield return (number + 1, cells[1..]);
            }
        }
    }

    private static IEnumerable<Violation> Check(int line, string[] cells, IReadOnlyList<SourceFile> files)
    {
        if (!cells[1].Contains("CVE-", StringComparison.Ordinal) && !cells[1].StartsWith("none with a number", StringComparison.Ordinal))
        {
            yield return new(Page, line, "the row names no case", "name the CVE, or say \"none with a number\"");
        }

        var links = cells[2].Split("](../", StringSplitOptions.None);
        if (links.Length < 2)
        {
            yield return new(Page, line, "the row has no test", "write one and link it");
        }

        for (var number = 1; number < links.Length; number++)
        {
            var (name, path) = (links[number - 1][(links[number - 1].LastIndexOf('[') + 1)..], links[number].Split(')')[0]);
            if (files.FirstOrDefault(file => file.Path == path) is not { } test || (!path.EndsWith(name, StringComparison.Ordinal) && !test.Text.Contains(" " + name + "(", StringComparison.Ordinal)))
            {
                yield return new(Page, line, $"{path} has no test {name}", "name the test that does it now");
            }
        }
    }
}
