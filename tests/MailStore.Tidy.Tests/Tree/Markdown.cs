using System.Text;

namespace MailStore.Tidy.Tests.Tree;

/// <summary>What a Markdown file says outside of its fenced code: headings, links and `code` spans, with their lines.</summary>
internal sealed class Markdown
{
    private readonly List<(int Line, string Text)> _prose = [];

    public Markdown(SourceFile file)
    {
        var fenced = false;
        foreach (var (index, text) in file.Lines.Index())
        {
            if (text.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced;
            }
            else if (!fenced)
            {
                _prose.Add((index + 1, text));
            }
        }
    }

    public IReadOnlyList<(int Line, string Text)> Prose => _prose;

    /// <summary>Names that a link may use behind '#', made as the common renderers make them.</summary>
    public IEnumerable<string> Anchors => _prose.Where(line => line.Text.StartsWith('#')).Select(line => AnchorOf(line.Text));

    /// <summary>Texts between two backticks.</summary>
    public IEnumerable<(int Line, string Text)> Spans =>
        from line in _prose
        from part in line.Text.Split('`').Index()
        where part.Index % 2 == 1
        select (line.Line, part.Item);

    /// <summary>Targets of [text](target).</summary>
    public IEnumerable<(int Line, string Target)> Links
    {
        get
        {
            foreach (var (line, text) in _prose)
            {
                for (var at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 2, StringComparison.Ordinal))
                {
                    var end = text.IndexOf(')', at);
                    if (end > 0)
                    {
                        yield return (line, text[(at + 2)..end]);
                    }
                }
            }
        }
    }

    private static string AnchorOf(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var letter in heading.TrimStart('#').Trim())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
            {
                anchor.Append(char.ToLowerInvariant(letter));
            }
            else if (letter == ' ')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString();
    }
}
