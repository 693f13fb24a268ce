using System.Globalization;
using System.Text;

namespace MailStore.Mime.Office;

/// <summary>
/// Walks over the XML of a stranger's: names of elements and text, nothing else. It has a few buffers whatever comes, however deep and
/// with however many attributes, looks at each character once, and knows no entities but those of the standard. It refuses nothing.
/// </summary>
internal sealed class XmlCursor(Stream stream) : IDisposable
{
    private const int BufferSize = 4096;

    /// <summary>Of a tag no more is looked at.</summary>
    private const int TagMax = 1024;

    /// <summary>A character reference is not longer.</summary>
    private const int ReferenceMax = 10;

    // UTF-8, or what its first octets say.
    private readonly StreamReader _reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
    private readonly char[] _read = new char[BufferSize];
    private readonly char[] _text = new char[BufferSize];
    private readonly char[] _tag = new char[TagMax];
    private int _at;
    private int _end;
    private int _textLength;
    private int _tagLength;
    private bool _isInCdata;
    private int _brackets;

    public XmlPiece Piece { get; private set; }

    public void Dispose() => _reader.Dispose();

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _textLength);

    /// <summary>Of an element, without its prefix.</summary>
    public ReadOnlySpan<char> Name
    {
        get
        {
            var name = _tag.AsSpan(0, _tagLength);
            var end = name.IndexOfAny(" \t\r\n/");
            name = end < 0 ? name : name[..end];
            return name[(name.IndexOf(':') + 1)..];
        }
    }

    /// <summary>The value of an attribute of an element, as it stands there; empty if it has none.</summary>
    public ReadOnlySpan<char> Attribute(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> rest = _tag.AsSpan(0, _tagLength);
        while (rest.IndexOf('=') is >= 0 and var equals)
        {
            var isIt = rest[..equals].TrimEnd().EndsWith(name, StringComparison.Ordinal)
                && rest[..equals].TrimEnd()[..^name.Length] is [.., ' ' or '\t' or '\r' or '\n'];
            rest = rest[(equals + 1)..].TrimStart();
            if (rest.IsEmpty || rest[0] is not ('"' or '\'') || rest[1..].IndexOf(rest[0]) is var end && end < 0)
            {
                return default;
            }

            if (isIt)
            {
                return rest.Slice(1, end);
            }

            rest = rest[(end + 2)..];
        }

        return default;
    }

    public bool MoveNext()
    {
        _textLength = 0;
        while (_textLength < BufferSize - ReferenceMax - 1)
        {
            var next = Next();
            if (next < 0)
            {
                break;
            }

            if (_isInCdata)
            {
                TakeCdata((char)next);
            }
            else if (next == '&')
            {
                TakeReference();
            }
            else if (next != '<')
            {
                _text[_textLength++] = (char)next;
            }
            else if (_textLength > 0)
            {
                // First what was before it.
                _at--;
                break;
            }
            else if (TakeMarkup())
            {
                return true;
            }
        }

        Piece = _textLength > 0 ? XmlPiece.Text : XmlPiece.None;
        return _textLength > 0;
    }

    private int Next()
    {
        if (_at == _end)
        {
            (_at, _end) = (0, _reader.Read(_read));
        }

        return _at < _end ? _read[_at++] : -1;
    }

    private bool TakeMarkup()
    {
        var next = Next();
        switch (next)
        {
            case '?':
                SkipTo('?', 1);
                return false;
            case '!':
                SkipDeclaration();
                return false;
            case '/':
                TakeTag(Next());
                Piece = XmlPiece.Close;
                return true;
            default:
                Piece = TakeTag(next) ? XmlPiece.Empty : XmlPiece.Open;
                return true;
        }
    }

    /// <returns>Whether it closes itself.</returns>
    private bool TakeTag(int next)
    {
        _tagLength = 0;
        var (quote, last) = ('\0', '\0');
        for (; next >= 0 && (next != '>' || quote != '\0'); next = Next())
        {
            last = (char)next;
            quote = quote == last ? '\0' : quote == '\0' && last is '"' or '\'' ? last : quote;
            if (_tagLength < TagMax)
            {
                _tag[_tagLength++] = last;
            }
        }

        return last == '/';
    }

    // <!-- -->, <![CDATA[ ]]> and <!DOCTYPE >, which may have declarations in brackets.
    private void SkipDeclaration()
    {
        Span<char> begin = stackalloc char["[CDATA[".Length];
        var (length, depth, quote) = (0, 0, '\0');
        while (Next() is >= 0 and var next)
        {
            if (length < begin.Length)
            {
                begin[length++] = (char)next;
                if (begin[..length] is "--")
                {
                    SkipTo('-', 2);
                    return;
                }

                if (begin is "[CDATA[")
                {
                    _isInCdata = true;
                    return;
                }
            }

            quote = quote == next ? '\0' : quote == '\0' && next is '"' or '\'' ? (char)next : quote;
            depth += quote != '\0' ? 0 : next == '[' ? 1 : next == ']' ? -1 : 0;
            if (next == '>' && quote == '\0' && depth <= 0)
            {
                return;
            }
        }
    }

    // To the ">" behind so many marks of a kind.
    private void SkipTo(char mark, int marks)
    {
        for (int seen = 0, next = Next(); next >= 0 && (next != '>' || seen < marks); next = Next())
        {
            seen = next == mark ? seen + 1 : 0;
        }
    }

    // It ends at "]]>": brackets wait for what comes behind them.
    private void TakeCdata(char next)
    {
        if (next == ']' && _brackets < 2)
        {
            _brackets++;
            return;
        }

        if (next == '>' && _brackets == 2)
        {
            (_isInCdata, _brackets) = (false, 0);
            return;
        }

        // Of three in a row the first is text, and two still wait.
        for (; _brackets > 0 && next != ']'; _brackets--)
        {
            _text[_textLength++] = ']';
        }

        _text[_textLength++] = next;
    }

    private void TakeReference()
    {
        Span<char> name = stackalloc char[ReferenceMax];
        var length = 0;
        var next = Next();
        while (next >= 0 && length < ReferenceMax && (char.IsAsciiLetterOrDigit((char)next) || next == '#'))
        {
            name[length++] = (char)next;
            next = Next();
        }

        if (next != ';')
        {
            // It is none.
            _at -= next >= 0 ? 1 : 0;
            _text[_textLength++] = '&';
            name[..length].CopyTo(_text.AsSpan(_textLength));
            _textLength += length;
            return;
        }

        switch (name[..length])
        {
            case "amp": _text[_textLength++] = '&'; break;
            case "lt": _text[_textLength++] = '<'; break;
            case "gt": _text[_textLength++] = '>'; break;
            case "quot": _text[_textLength++] = '"'; break;
            case "apos": _text[_textLength++] = '\''; break;
            case ['#', 'x', .. var digits] when Rune.IsValid(Hex(digits)): TakeRune(new(Hex(digits))); break;
            case ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number): TakeRune(new(number)); break;
            default: break;
        }
    }

    private void TakeRune(Rune rune) => _textLength += rune.EncodeToUtf16(_text.AsSpan(_textLength));

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
