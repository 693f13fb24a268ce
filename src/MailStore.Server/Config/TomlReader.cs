using System.Globalization;
using System.Text;

namespace MailStore.Server.Config;

/// <summary>
/// The part of TOML 1.0 that a list of settings needs: keys without dots, strings in one line, whole numbers, true and false, and
/// lists of them. Whatever it takes means the same to every other reader of TOML; what it does not take, it names and goes on
/// behind, so that all faults of a file are told at once.
/// </summary>
internal sealed class TomlReader
{
    private readonly string _text;
    private readonly Action<int, string> _complain;
    private readonly List<TomlEntry> _entries = [];
    private int _at;
    private int _line = 1;

    private TomlReader(string text, Action<int, string> complain)
    {
        // A byte order mark is none of the settings.
        _text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        _complain = complain;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\n';

    private bool IsAtEnd => _at >= _text.Length;

    /// <param name="complain">Is told line and sentence of each fault.</param>
    public static IReadOnlyList<TomlEntry> Read(string text, Action<int, string> complain)
    {
        var reader = new TomlReader(text, complain);
        while (!reader.IsAtEnd)
        {
            reader.ReadLine();
        }

        return reader._entries;
    }

    private void ReadLine()
    {
        SkipBlanks();
        if (Next is not ('#' or '\n') && !TryReadEntry())
        {
            SkipLine();
            return;
        }

        EndLine();
    }

    private bool TryReadEntry()
    {
        if (Next == '[')
        {
            return Refuse("There are no tables here: each setting is a line of its own, and its name is all there is.");
        }

        var start = _at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '-' or '_')
        {
            _at++;
        }

        var key = _text[start.._at];
        SkipBlanks();
        if (key.Length == 0 || Next != '=')
        {
            return Refuse("This is no 'name = value'.");
        }

        var line = _line;
        _at++;
        SkipBlanks();
        var values = new List<TomlValue>();
        var isList = Next == '[';
        if (!(isList ? TryReadList(values) : TryReadValue(values)))
        {
            return false;
        }

        _entries.Add(new(key, line, values, isList));
        return true;
    }

    private bool TryReadList(List<TomlValue> values)
    {
        _at++;
        while (true)
        {
            SkipLinesAndComments();
            if (Next == ']')
            {
                _at++;
                return true;
            }

            if (IsAtEnd)
            {
                return Refuse("The list has no ']' at its end.");
            }

            if (!TryReadValue(values))
            {
                return false;
            }

            SkipLinesAndComments();
            if (Next == ',')
            {
                _at++;
            }
            else if (Next != ']')
            {
                return Refuse("A list has a comma between two values, and ']' at its end.");
            }
        }
    }

    private bool TryReadValue(List<TomlValue> values)
    {
        if (Next is '"' or '\'')
        {
            var isRead = Next == '"' ? TryReadQuoted(out var text) : TryReadLiteral(out text);
            values.Add(new(text, _line, IsBare: false));
            return isRead;
        }

        var start = _at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '-' or '_' or '+' or '.' or ':')
        {
            _at++;
        }

        var bare = _text[start.._at].Replace("_", "", StringComparison.Ordinal);
        if (bare is not (ValueForm.On or ValueForm.Off) && !long.TryParse(bare, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return Refuse(bare.Length == 0 ? "There is no value." : "A text stands in quotes; without them there are only whole numbers, true and false.");
        }

        values.Add(new(bare, _line, IsBare: true));
        return true;
    }

    private bool TryReadLiteral(out string text)
    {
        var end = _text.IndexOfAny(['\'', '\n'], _at + 1);
        text = "";
        if (end < 0 || _text[end] != '\'')
        {
            return Refuse("The quote is not closed in its line.");
        }

        text = _text[(_at + 1)..end];
        _at = end + 1;
        return true;
    }

    private bool TryReadQuoted(out string text)
    {
        var read = new StringBuilder();
        text = "";
        for (_at++; Next is not '"'; _at++)
        {
            if (Next == '\n')
            {
                return Refuse("The quote is not closed in its line.");
            }

            if (Next != '\\')
            {
                read.Append(Next);
            }
            else if (!TryReadEscape(read))
            {
                return Refuse("Behind a backslash stands one of \" \\ b t n f r, u with four or U with eight hexadecimal digits. In 'single quotes' a backslash is itself.");
            }
        }

        _at++;
        text = read.ToString();
        return true;
    }

    private bool TryReadEscape(StringBuilder read)
    {
        _at++;
        const string Letters = "\"\\btnfr";
        var letter = Letters.IndexOf(Next, StringComparison.Ordinal);
        if (letter >= 0)
        {
            read.Append("\"\\\b\t\n\f\r"[letter]);
            return true;
        }

        var digits = Next switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || _at + digits >= _text.Length
            || !int.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            || !Rune.IsValid(number))
        {
            return false;
        }

        read.Append(new Rune(number));
        _at += digits;
        return true;
    }

    private void EndLine()
    {
        SkipBlanks();
        if (Next == '#')
        {
            SkipLine();
            return;
        }

        if (Next != '\n')
        {
            Refuse("Behind the value stands something that does not belong to it.");
        }

        SkipLine();
    }

    private void SkipLinesAndComments()
    {
        while (!IsAtEnd)
        {
            SkipBlanks();
            if (Next is not ('#' or '\n') || IsAtEnd)
            {
                return;
            }

            SkipLine();
        }
    }

    private void SkipBlanks()
    {
        while (Next is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipLine()
    {
        while (Next != '\n')
        {
            _at++;
        }

        _at++;
        _line++;
    }

    private bool Refuse(string sentence)
    {
        _complain(_line, sentence);
        return false;
    }
}
