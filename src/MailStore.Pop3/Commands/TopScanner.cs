namespace MailStore.Pop3.Commands;

/// <summary>Finds out how much of a message TOP sends, piece by piece. Lines end at a line feed, with a carriage return or without.</summary>
internal struct TopScanner(ulong bodyLines)
{
    private ulong _bodyLines = bodyLines;
    private bool _isBody;

    // As at the start of the message: an empty first line ends a header of nothing.
    private bool _isLineEmpty = true;

    public bool IsOver { get; private set; }

    /// <summary>How many octets of the piece are to be sent.</summary>
    public int Take(ReadOnlySpan<byte> piece)
    {
        if (_bodyLines == ulong.MaxValue)
        {
            return piece.Length;
        }

        var at = 0;
        while (at < piece.Length && !IsOver)
        {
            var length = piece[at..].IndexOf((byte)'\n');
            var line = length < 0 ? piece[at..] : piece.Slice(at, length);
            _isLineEmpty &= line is [] or [(byte)'\r'];
            at += line.Length;
            if (length >= 0)
            {
                at++;
                EndLine();
            }
        }

        return at;
    }

    private void EndLine()
    {
        if (_isBody)
        {
            _bodyLines--;
        }

        _isBody |= _isLineEmpty;
        _isLineEmpty = true;
        IsOver = _isBody && _bodyLines == 0;
    }
}
