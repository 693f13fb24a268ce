using System.Text;

namespace MailStore.Generators.Emit;

/// <summary>Lines of C# with indentation.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private int _names;

    /// <summary>A number that no other local of this file has.</summary>
    public string Fresh(string prefix) => prefix + (++_names).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Names count from 1 again: a new method begins.</summary>
    public void Restart() => _names = 0;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(line);
        }

        _text.Append('\n');
    }

    public void Open(string head)
    {
        Line(head);
        Line("{");
        _depth++;
    }

    public void Close(string tail = "")
    {
        // What stood last in the block ended with a line of distance.
        if (EndsWith("\n\n"))
        {
            _text.Length--;
        }

        _depth--;
        Line("}" + tail);
    }

    /// <summary>A label, one level out.</summary>
    public void Label(string name)
    {
        _depth--;
        Line(name + ":");
        _depth++;
    }

    public void Indent() => _depth++;

    public void Outdent() => _depth--;

    /// <summary>A comment, in as many lines as it takes.</summary>
    public void Comment(string text)
    {
        while (text.Length > 120)
        {
            var cut = text.LastIndexOf(' ', 120);
            cut = cut < 40 ? 120 : cut;
            Line("// " + text.Substring(0, cut));
            text = "    " + text.Substring(cut).TrimStart();
        }

        Line("// " + text);
    }

    /// <summary>Returns the position, together with the last step that it took: <c>i += 2;</c> and <c>return i;</c> become <c>return i + 2;</c>.</summary>
    public void Return()
    {
        var indent = new string(' ', 4 * _depth);
        var guard = indent + "if (i < 0)\n" + indent + "{\n" + indent + "    return i;\n" + indent + "}\n\n";
        if (EndsWith(guard))
        {
            _text.Length -= guard.Length;
        }

        var start = _text.Length - 1;
        while (start > 0 && _text[start - 1] != '\n')
        {
            start--;
        }

        var last = _text.ToString(start, _text.Length - start);
        var value = last == indent + "i++;\n" ? "i + 1;"
            : last.StartsWith(indent + "i += ", StringComparison.Ordinal) ? "i + " + last.Substring(indent.Length + 5).TrimEnd()
            : last.StartsWith(indent + "i = ", StringComparison.Ordinal) ? last.Substring(indent.Length + 4).TrimEnd()
            : "";
        if (value.Length > 0)
        {
            _text.Length = start;
        }

        Line("return " + (value.Length > 0 ? value : "i;"));
    }

    private bool EndsWith(string tail)
    {
        for (var i = 1; i <= tail.Length; i++)
        {
            if (i > _text.Length || _text[_text.Length - i] != tail[tail.Length - i])
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => _text.ToString();
}
