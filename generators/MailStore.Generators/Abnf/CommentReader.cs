using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>What comments say: annotations anywhere, and the header's RFC and capabilities.</summary>
internal sealed class CommentReader(string text, List<SourceFault> faults)
{
    private readonly List<AnnotationModel> _annotations = [];
    private readonly List<TextPlace> _places = [];
    private readonly List<string> _capabilities = [];

    public string Rfc { get; private set; } = "";

    public EquatableArray<string> Capabilities => new([.. _capabilities]);

    public EquatableArray<AnnotationModel> Annotations => new([.. _annotations]);

    public TextPlace[] Places => [.. _places];

    /// <param name="inHeader">Whether no rule has been seen yet.</param>
    public void Read(SourceLine line, bool inHeader)
    {
        var start = line.Comment + 1;
        if (start >= line.End)
        {
            return;
        }

        if (text[start] == '@')
        {
            ReadAnnotation(line.Comment, start + 1, line.End);
        }
        else if (inHeader)
        {
            ReadHeader(text.Substring(start, line.End - start).Trim());
        }
    }

    private void ReadHeader(string comment)
    {
        if (ValueOf(comment, "rfc:") is { } rfc && Rfc.Length == 0)
        {
            Rfc = rfc;
        }
        else if (ValueOf(comment, "capability:") is { } words)
        {
            _capabilities.AddRange(words.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static string? ValueOf(string comment, string key) =>
        comment.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? comment.Substring(key.Length).Trim() : null;

    private void ReadAnnotation(int semicolon, int start, int end)
    {
        var words = new List<string>();
        var last = start;
        for (var i = start; i < end && text[i] != ';';)
        {
            if (Syntax.IsBlank(text[i]))
            {
                i++;
                continue;
            }

            var wordEnd = WordEnd(i, end);
            if (wordEnd < 0)
            {
                return;
            }

            words.Add(text.Substring(i, wordEnd - i));
            i = last = wordEnd;
        }

        var place = new TextPlace(semicolon, last - semicolon);
        var verb = words.Count == 0 ? "" : words[0];
        EquatableArray<string> operands = new([.. words.Skip(1)]);
        _annotations.Add(new AnnotationModel(verb, operands) { Index = _annotations.Count });
        _places.Add(place);
    }

    /// <summary>End of the word at <paramref name="start"/>, in which a quoted part may hold blanks and semicolons; -1 after a fault.</summary>
    private int WordEnd(int start, int end)
    {
        var open = -1;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '"')
            {
                open = open < 0 ? i : -1;
            }
            else if (open < 0 && (Syntax.IsBlank(text[i]) || text[i] == ';'))
            {
                return i;
            }
        }

        if (open >= 0)
        {
            faults.Add(new SourceFault("ABNF0001", new TextPlace(open, end - open), "This quoted word of an annotation is not closed: '\"' is missing."));
            return -1;
        }

        return end;
    }
}
