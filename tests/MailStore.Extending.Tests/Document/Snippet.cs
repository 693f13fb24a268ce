namespace MailStore.Extending.Tests.Document;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">The word behind the fence.</param>
/// <param name="Line">Where it starts.</param>
/// <param name="Parts">Its lines without indentation and without empty ones; a line with an ellipsis parts them.</param>
internal sealed record Snippet(string Language, int Line, IReadOnlyList<string[]> Parts)
{
    private const string Fence = "```";
    private const string Ellipsis = "…";

    public static IEnumerable<Snippet> In(IReadOnlyList<string> document)
    {
        for (var start = 0; start < document.Count; start++)
        {
            if (!document[start].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var end = start + 1;
            while (end < document.Count && !document[end].StartsWith(Fence, StringComparison.Ordinal))
            {
                end++;
            }

            yield return new(document[start][Fence.Length..].Trim(), start + 1, [.. Split(document.Skip(start + 1).Take(end - start - 1))]);
            start = end;
        }
    }

    /// <summary>True if the source has all parts, each in one piece, one behind the other.</summary>
    public bool IsIn(string[] source)
    {
        var lines = Bare(source);
        var at = 0;
        foreach (var part in Parts)
        {
            while (at + part.Length <= lines.Length && !lines.AsSpan(at, part.Length).SequenceEqual(part))
            {
                at++;
            }

            if (at + part.Length > lines.Length)
            {
                return false;
            }

            at += part.Length;
        }

        return Parts.Count > 0;
    }

    private static IEnumerable<string[]> Split(IEnumerable<string> lines)
    {
        var part = new List<string>();
        foreach (var line in Bare(lines).Append(Ellipsis))
        {
            if (!string.Equals(line, Ellipsis, StringComparison.Ordinal))
            {
                part.Add(line);
            }
            else if (part.Count > 0)
            {
                yield return [.. part];
                part.Clear();
            }
        }
    }

    private static string[] Bare(IEnumerable<string> lines) => [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];
}
