namespace MailStore.Mime.Text;

/// <summary>
/// format=flowed (RFC 3676): lines that end in a blank go on with the next one of the same quoting, and a blank in front of a line is
/// none of its text. Quote marks stay, with a blank behind them.
/// </summary>
internal sealed class FlowedText(ITextSink sink) : ITextSink
{
    private const int NoSignature = 9;

    private bool _isBlankDeleted;
    private bool _isAtMarks;
    private bool _isStuffed;
    private int _depth;
    private int _depthBefore;

    // A line end, and the blank before it, that are held until the next line says whether it goes on.
    private bool _isFlowing;
    private bool _isBlankHeld;

    // How much of the "-- " in front of a signature the line is so far.
    private int _signature;

    /// <param name="isBlankDeleted">delsp=yes: the blank that lets a line go on is none of the text (§4.2).</param>
    public void Begin(bool isBlankDeleted)
    {
        _isBlankDeleted = isBlankDeleted;
        (_isAtMarks, _isStuffed, _depth, _depthBefore, _isFlowing, _isBlankHeld, _signature) = (true, false, 0, 0, false, false, 0);
    }

    public void Take(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (_isAtMarks)
            {
                text = TakeMarks(text);
            }
            else
            {
                var end = text.IndexOfAny(' ', '\r', '\n');
                Plain(end < 0 ? text : text[..end]);
                text = end < 0 ? default : text[end..];
                if (!text.IsEmpty)
                {
                    Special(text[0]);
                    text = text[1..];
                }
            }
        }
    }

    public void Finish()
    {
        Release();
        Begin(_isBlankDeleted);
    }

    private ReadOnlySpan<char> TakeMarks(ReadOnlySpan<char> text)
    {
        if (text[0] == '>' && !_isStuffed)
        {
            _depth++;
            return text[1..];
        }

        if (text[0] == ' ' && !_isStuffed)
        {
            _isStuffed = true;
            return text[1..];
        }

        var goesOn = _isFlowing && _depth == _depthBefore && text[0] is not ('\r' or '\n');
        if (goesOn)
        {
            _isBlankHeld &= !_isBlankDeleted;
            _isFlowing = false;
        }

        Release();
        if (!goesOn && _depth > 0)
        {
            for (var i = 0; i < _depth; i++)
            {
                sink.Take(">");
            }

            sink.Take(" ");
        }

        (_depthBefore, _depth, _signature, _isAtMarks, _isStuffed) = (_depth, 0, 0, false, false);
        return text;
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        Release();
        sink.Take(text);
        foreach (var character in text[..Math.Min(text.Length, 3)])
        {
            _signature = character == '-' && _signature < 2 ? _signature + 1 : NoSignature;
        }
    }

    private void Special(char character)
    {
        switch (character)
        {
            case ' ':
                Release();
                _isBlankHeld = true;
                _signature = _signature == 2 ? 3 : NoSignature;
                break;
            case '\n':
                // §4.3: the line before a signature never flows.
                _isFlowing = true;
                if (!_isBlankHeld || _signature == 3)
                {
                    Release();
                }

                (_isAtMarks, _depth) = (true, 0);
                break;
            default:
                break;
        }
    }

    private void Release()
    {
        if (_isBlankHeld)
        {
            sink.Take(" ");
        }

        if (_isFlowing)
        {
            sink.Take("\n");
        }

        (_isBlankHeld, _isFlowing) = (false, false);
    }
}
