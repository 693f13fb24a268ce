using System.Globalization;
using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>A decision is a numbered page with four headings, so that the next one can supersede it by number.</summary>
internal static class DecisionRule
{
    private const string Folder = "docs/decisions";
    private static readonly string[] Headings = ["## Context", "## Decision", "## Consequences", "## Rejected"];

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files)
    {
        var number = 0;
        foreach (var file in files.Where(file => file.IsUnder(Folder)).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            number++;
            var start = number.ToString("0000", CultureInfo.InvariantCulture);
            if (!file.Name.StartsWith(start + "-", StringComparison.Ordinal) || !file.HasExtension(".md"))
            {
                yield return new(file.Path, 0, $"the next decision is number {start}", $"name it {start}-title.md: no gap, no number twice");
            }

            foreach (var heading in Headings.Where(heading => !file.Lines.Contains(heading)))
            {
                yield return new(file.Path, 0, $"heading \"{heading}\" is missing", "a decision says its context, itself, its consequences and what was rejected");
            }
        }
    }
}
