namespace MailStore.Mime.Text;

/// <summary>
/// The text of HTML: tags and comments dropped, scripts, styles and the title with what is in them, entities read, and a blank where a tag
/// parts words. Each character is looked at once, and no more of them is kept than a name has.
/// </summary>
internal sealed class HtmlText(ITextSink sink) : ITextSink
{
    private readonly char[] _name = new char[HtmlTags.NameMax + 1];
    private readonly char[] _hiddenName = new char[HtmlTags.NameMax];
    private HtmlState _state;
    private int _nameLength;
    private int _hiddenLength;
    private bool _isEndTag;

    // Characters of "--" or "-->" seen so far.
    private int _dashes;
    private bool _isAtValue;

    public void Begin() => (_state, _nameLength, _hiddenLength, _dashes, _isAtValue, _isEndTag) = (HtmlState.Text, 0, 0, 0, false, false);

    public void Take(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = _state switch
            {
                HtmlState.Text => Plain(text, text.IndexOfAny('<', '&')),
                HtmlState.Comment when _dashes == 0 => Length(text, text.IndexOf('-')),
                HtmlState.Hidden => Length(text, text.IndexOf('<')),
                HtmlState.SingleQuoted => Length(text, text.IndexOf('\'')),
                HtmlState.DoubleQuoted => Length(text, text.IndexOf('"')),
                HtmlState.Attributes when !_isAtValue => Length(text, text.IndexOfAny('>', '=')),
                HtmlState.TagName or HtmlState.HiddenTagName => Name(text),
                HtmlState.Unquoted => Unquoted(text),
                HtmlState.Declaration when _dashes is 0 or 3 => Length(text, text.IndexOf('>')),
                _ => 0,
            };
            text = text[plain..];
            if (!text.IsEmpty && Step(text[0]))
            {
                text = text[1..];
            }
        }
    }

    /// <summary>The text ends: what was begun and is no tag is text.</summary>
    public void Finish()
    {
        if (_state == HtmlState.Entity)
        {
            EndEntity();
        }
        else if (_state == HtmlState.TagOpen)
        {
            sink.Take("<");
        }

        Begin();
    }

    private static int Length(ReadOnlySpan<char> text, int found) => found < 0 ? text.Length : found;

    /// <summary>What belongs to a name goes there. A longer name is one of no tag that matters; its first characters and one more say so.</summary>
    private int Name(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (; at < text.Length && !IsBehindName(text[at]); at++)
        {
            _nameLength += _nameLength < _name.Length ? 1 : 0;
            _name[_nameLength - 1] = char.ToLowerInvariant(text[at]);
        }

        return at;
    }

    private static bool IsBehindName(char character) => character is '>' or '/' or '<' || char.IsWhiteSpace(character);

    private static int Unquoted(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && text[at] != '>' && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private int Plain(ReadOnlySpan<char> text, int found)
    {
        var length = Length(text, found);
        if (length > 0)
        {
            sink.Take(text[..length]);
        }

        return length;
    }

    /// <summary>False if the character is to be looked at again, in the new state.</summary>
    private bool Step(char character)
    {
        switch (_state)
        {
            case HtmlState.Text:
                (_state, _nameLength, _isEndTag) = (character == '<' ? HtmlState.TagOpen : HtmlState.Entity, 0, false);
                return true;
            case HtmlState.Entity:
                return StepEntity(character);
            case HtmlState.TagOpen or HtmlState.HiddenTagOpen:
                return OpenTag(character);
            case HtmlState.TagName or HtmlState.HiddenTagName:
                EndName();
                return false;
            case HtmlState.Attributes or HtmlState.Unquoted:
                StepAttributes(character);
                return true;
            case HtmlState.SingleQuoted or HtmlState.DoubleQuoted:
                _state = HtmlState.Attributes;
                return true;
            case HtmlState.Declaration:
                StepDeclaration(character);
                return true;
            case HtmlState.Comment:
                StepComment(character);
                return true;
            default:
                (_state, _nameLength, _isEndTag) = (HtmlState.HiddenTagOpen, 0, false);
                return true;
        }
    }

    private bool StepEntity(char character)
    {
        if (_nameLength < _name.Length && IsOfEntity(character))
        {
            _name[_nameLength++] = character;
            return true;
        }

        if (_nameLength == _name.Length && _name[0] == '#' && IsOfEntity(character))
        {
            // A number that is far too large already.
            return true;
        }

        var isRead = EndEntity();
        _state = HtmlState.Text;
        return isRead && character == ';';
    }

    private bool IsOfEntity(char character) => _nameLength switch
    {
        0 => character == '#' || char.IsAsciiLetter(character),
        _ when _name[0] != '#' => char.IsAsciiLetterOrDigit(character),
        1 => char.IsAsciiDigit(character) || character is 'x' or 'X',
        _ => char.IsAsciiDigit(character) || (_name[1] is 'x' or 'X' && char.IsAsciiHexDigit(character)),
    };

    private bool EndEntity()
    {
        var name = _name.AsSpan(0, _nameLength);
        Span<char> text = stackalloc char[2];
        var length = name is ['#', ..] ? HtmlNumber.Read(name[1..], text) : HtmlEntities.TryFind(name, out text[0]) ? 1 : 0;
        if (length > 0)
        {
            sink.Take(text[..length]);
            return true;
        }

        // "&nbspfoo": the oldest names are read without their semicolon, as browsers do.
        for (var known = Math.Min(name.Length - 1, HtmlEntities.OldNameMax); known > 1; known--)
        {
            if (HtmlEntities.TryFind(name[..known], out text[0]) && text[0] <= '\u00FF')
            {
                sink.Take(text[..1]);
                sink.Take(name[known..]);
                return false;
            }
        }

        sink.Take("&");
        sink.Take(name);
        return false;
    }

    private bool OpenTag(char character)
    {
        var isHidden = _state == HtmlState.HiddenTagOpen;
        if (character == '/' && !_isEndTag)
        {
            _isEndTag = true;
            return true;
        }

        if (char.IsAsciiLetter(character) && (_isEndTag || !isHidden))
        {
            _state = isHidden ? HtmlState.HiddenTagName : HtmlState.TagName;
            return false;
        }

        if (isHidden)
        {
            _state = HtmlState.Hidden;
            return false;
        }

        if (character is '!' or '?' || _isEndTag)
        {
            (_state, _dashes) = (HtmlState.Declaration, character == '!' ? 1 : 0);
            return !_isEndTag;
        }

        // "a < b"
        sink.Take("<");
        _state = HtmlState.Text;
        return false;
    }

    private void EndName()
    {
        var name = _name.AsSpan(0, _nameLength);
        if (_state == HtmlState.HiddenTagName)
        {
            if (!name.SequenceEqual(_hiddenName.AsSpan(0, _hiddenLength)))
            {
                _state = HtmlState.Hidden;
                return;
            }

            _hiddenLength = 0;
        }
        else if (!_isEndTag && HtmlTags.IsHidden(name))
        {
            name.CopyTo(_hiddenName);
            _hiddenLength = _nameLength;
        }

        if (!HtmlTags.IsInline(name))
        {
            sink.Take(" ");
        }

        (_state, _isAtValue) = (HtmlState.Attributes, false);
    }

    private void StepAttributes(char character)
    {
        var isBlank = char.IsWhiteSpace(character);
        if (character == '>')
        {
            _state = _hiddenLength > 0 ? HtmlState.Hidden : HtmlState.Text;
        }
        else if (_state == HtmlState.Unquoted)
        {
            _state = isBlank ? HtmlState.Attributes : HtmlState.Unquoted;
        }
        else if (_isAtValue && !isBlank)
        {
            // A quote opens a value only behind "=": others were forgotten by somebody.
            _state = character == '"' ? HtmlState.DoubleQuoted : character == '\'' ? HtmlState.SingleQuoted : HtmlState.Unquoted;
            _isAtValue = false;
        }
        else
        {
            _isAtValue |= character == '=';
        }
    }

    private void StepDeclaration(char character)
    {
        if (character == '>')
        {
            (_state, _dashes) = (HtmlState.Text, 0);
        }
        else if (_dashes is 1 or 2 && character == '-')
        {
            if (++_dashes == 3)
            {
                (_state, _dashes) = (HtmlState.Comment, 2);
            }
        }
        else
        {
            _dashes = 0;
        }
    }

    /// <summary>"-->" ends a comment; so does "-->" whose dashes are those that opened it, as in "&lt;!-->".</summary>
    private void StepComment(char character)
    {
        if (character == '>' && _dashes >= 2)
        {
            (_state, _dashes) = (HtmlState.Text, 0);
        }
        else
        {
            _dashes = character == '-' ? Math.Min(_dashes + 1, 2) : 0;
        }
    }
}
