namespace MailStore.Mime.Headers;

/// <summary>
/// Walks the fields of a header block, with CRLF or LF at the ends of its lines, up to the empty line or the end. Nothing
/// is copied, each octet is looked at a fixed number of times, and any input is taken: a line without a colon is a
/// field without a name, also an mbox's "From " line and a folded line that nothing stands before.
/// </summary>
public ref struct HeaderFields(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private int _start;
    private int _end;
    private int _valueEnd;

    /// <summary>The field in hand.</summary>
    public readonly HeaderField Current
    {
        get
        {
            var octets = _block[_start.._end];
            var text = _block[_start.._valueEnd];
            var nameEnd = text.IndexOfAny((byte)':', (byte)'\n');
            if (nameEnd < 0 || text[nameEnd] == (byte)'\n' || IsBlank(text[0]) || IsMailboxLine(text))
            {
                return new(octets, nameLength: 0, valueOffset: 0, text.Length);
            }

            // RFC 5322 §4.5: blanks before the colon.
            var nameLength = text[..nameEnd].TrimEnd(" \t"u8).Length;
            var valueOffset = text.Length - text[(nameEnd + 1)..].TrimStart(" \t"u8).Length;
            return new(octets, nameLength, valueOffset, text.Length);
        }
    }

    /// <summary>Where the field in hand begins in the block.</summary>
    public readonly int Offset => _start;

    /// <summary>What stands behind the fields walked so far.</summary>
    public readonly int NextOffset => _end;

    public readonly HeaderFields GetEnumerator() => this;

    public bool MoveNext()
    {
        _start = _end;
        if (_start == _block.Length || _block[_start] == (byte)'\n' || _block[_start..].StartsWith("\r\n"u8))
        {
            return false;
        }

        while (true)
        {
            var newline = _block[_end..].IndexOf((byte)'\n');
            if (newline < 0)
            {
                _end = _block.Length;
                _valueEnd = _end;
                return true;
            }

            _valueEnd = _end + newline;
            _end = _valueEnd + 1;

            // RFC 5322 §2.2.3: a line that begins with a blank goes on with the one before.
            if (_end == _block.Length || !IsBlank(_block[_end]))
            {
                _valueEnd -= _valueEnd > _start && _block[_valueEnd - 1] == (byte)'\r' ? 1 : 0;
                return true;
            }
        }
    }

    /// <summary>The value of the last field of that name, or false.</summary>
    public static bool TryGetLast(ReadOnlySpan<byte> block, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var isThere = false;
        foreach (var field in new HeaderFields(block))
        {
            if (field.Is(name))
            {
                value = field.Value;
                isThere = true;
            }
        }

        return isThere;
    }

    private static bool IsBlank(byte octet) => octet is (byte)' ' or (byte)'\t';

    /// <summary>What mbox files have in front of each message, and some programs quote and leave in.</summary>
    private static bool IsMailboxLine(ReadOnlySpan<byte> text) => text.StartsWith("From "u8) || text.StartsWith(">From "u8);
}
