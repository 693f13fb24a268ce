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

    public override string ToString() => _text.ToString();
}
