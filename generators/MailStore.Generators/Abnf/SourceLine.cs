namespace MailStore.Generators.Abnf;

/// <summary>One line of a file: code up to <paramref name="Comment"/>, then a comment up to <paramref name="End"/>.</summary>
/// <param name="Comment">Offset of the semicolon, or of the line's end.</param>
/// <param name="End">Before the line break.</param>
internal readonly record struct SourceLine(int Start, int Comment, int End)
{
    /// <summary>
    /// Finds the lines of a text. A semicolon begins a comment unless it stands in a string or in prose, neither of which
    /// goes over a line's end (RFC 5234 §4, RFC 7405 §2.2).
    /// </summary>
    public static List<SourceLine> Split(string text)
    {
        var lines = new List<SourceLine>();
        var start = 0;
        while (true)
        {
            var end = start;
            while (end < text.Length && text[end] is not ('\r' or '\n'))
            {
                end++;
            }

            lines.Add(new SourceLine(start, CommentOf(text, start, end), end));
            if (end == text.Length)
            {
                return lines;
            }

            start = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    /// <summary>Offset of the first character of code that is no blank, or -1.</summary>
    public int FirstCode(string text)
    {
        for (var i = Start; i < Comment; i++)
        {
            if (!Syntax.IsBlank(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static int CommentOf(string text, int start, int end)
    {
        var close = '\0';
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (close != '\0')
            {
                close = c == close ? '\0' : close;
            }
            else if (c == ';')
            {
                return i;
            }
            else
            {
                close = c switch { '"' => '"', '<' => '>', _ => '\0' };
            }
        }

        return end;
    }
}
