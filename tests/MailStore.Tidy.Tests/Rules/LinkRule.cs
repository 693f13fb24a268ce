using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>
/// What a document points at is there: relative links, their anchors, and paths in backticks. A line that says "planned"
/// may name what does not exist yet.
/// </summary>
internal static class LinkRule
{
    public const string Planned = "planned";

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.HasExtension(".md")).SelectMany(file => Links(file, files).Concat(Paths(file, files)));

    private static IEnumerable<Violation> Links(SourceFile file, IReadOnlyList<SourceFile> files)
    {
        var page = new Markdown(file);
        foreach (var (line, link) in page.Links.Where(link => !link.Target.Contains(':', StringComparison.Ordinal)))
        {
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? file.Path : Resolve(file.Folder, parts[0]);
            if (target == null || !Repository.Has(files, target))
            {
                yield return new(file.Path, line, $"link {link} leads nowhere", "correct the path, or delete the link with what it pointed at");
            }
            else if (parts.Length == 2 && files.FirstOrDefault(other => string.Equals(other.Path, target, StringComparison.Ordinal)) is { } aim
                && !new Markdown(aim).Anchors.Contains(parts[1]))
            {
                yield return new(file.Path, line, $"{target} has no heading for #{parts[1]}", "name a heading that is there");
            }
        }
    }

    private static IEnumerable<Violation> Paths(SourceFile file, IReadOnlyList<SourceFile> files)
    {
        var page = new Markdown(file);
        var planned = page.Prose.Where(line => line.Text.Contains(Planned, StringComparison.OrdinalIgnoreCase)).Select(line => line.Line).ToHashSet();
        return from span in page.Spans
               where !planned.Contains(span.Line) && IsPath(span.Text) && !Matches(files, span.Text)
               select new Violation(file.Path, span.Line, $"path {span.Text} does not exist", $"correct it, or say \"{Planned}\" on the line if it is still to come");
    }

    /// <summary>True for a text that starts with a folder of the house. Placeholders such as src/&lt;Project&gt; are no paths.</summary>
    public static bool IsPath(string text) =>
        text.Contains('/', StringComparison.Ordinal)
        && TopFolderRule.Folders.Contains(text.Split('/')[0])
        && !text.Any(letter => letter is ' ' or '<' or '>' or '{' or '}' or '$' or '…');

    /// <summary>True if a file, or a folder with a file in it, lies there. A star stands for any letters but a slash.</summary>
    public static bool Matches(IReadOnlyList<SourceFile> files, string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return Repository.Has(files, pattern);
        }

        var steps = pattern.TrimEnd('/').Split('/');
        return files.Any(file =>
        {
            var path = file.Path.Split('/');
            return path.Length >= steps.Length && steps.Zip(path).All(pair => StepMatches(pair.First, pair.Second));
        });
    }

    private static bool StepMatches(string step, string name)
    {
        var at = 0;
        var parts = step.Split('*');
        foreach (var (index, part) in parts.Index())
        {
            var found = index == parts.Length - 1 && index > 0 ? name.LastIndexOf(part, StringComparison.Ordinal) : name.IndexOf(part, at, StringComparison.Ordinal);
            if (found < at || index == 0 && found != 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return at == name.Length;
    }

    private static string? Resolve(string folder, string link)
    {
        var steps = new Stack<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in link.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (string.Equals(step, "..", StringComparison.Ordinal))
            {
                if (!steps.TryPop(out _))
                {
                    return null;
                }
            }
            else if (!string.Equals(step, ".", StringComparison.Ordinal))
            {
                steps.Push(step);
            }
        }

        return string.Join('/', steps.Reverse());
    }
}
