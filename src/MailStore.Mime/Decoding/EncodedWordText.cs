namespace MailStore.Mime.Decoding;

/// <summary>An encoded word (RFC 2047 §2) taken apart, and what its encoded text stands for.</summary>
internal readonly ref struct EncodedWordText
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isBase64;

    private EncodedWordText(ReadOnlySpan<byte> charset, bool isBase64, ReadOnlySpan<byte> text)
    {
        Charset = charset;
        _isBase64 = isBase64;
        _text = text;
    }

    /// <summary>Without a language (RFC 2231 §5).</summary>
    public ReadOnlySpan<byte> Charset { get; }

    /// <summary>Octets that <see cref="Decode"/> needs room for.</summary>
    public int LengthMax => _text.Length + 3;

    /// <param name="mark">From its "=?" to its "?=".</param>
    /// <param name="word">The word.</param>
    public static bool TryRead(ReadOnlySpan<byte> mark, out EncodedWordText word)
    {
        word = default;
        if (mark.Length < 8)
        {
            return false;
        }

        var inside = mark[2..^2];
        var charsetEnd = inside.IndexOf((byte)'?');
        if (charsetEnd < 1 || inside.Length < charsetEnd + 3 || inside[charsetEnd + 2] != (byte)'?')
        {
            return false;
        }

        var encoding = inside[charsetEnd + 1] | 0x20;
        var charset = inside[..charsetEnd];
        var language = charset.IndexOf((byte)'*');
        word = new(language < 0 ? charset : charset[..language], encoding == 'b', inside[(charsetEnd + 3)..]);
        return encoding is 'b' or 'q';
    }

    /// <returns>Octets written.</returns>
    public int Decode(Base64Decoder base64, Span<byte> octets)
    {
        if (_isBase64)
        {
            base64.Begin();
            var cursor = new DecodeCursor(_text, octets);
            base64.Decode(ref cursor, isFinal: true);
            return cursor.Written;
        }

        // RFC 2047 §4.2: "_" is a blank in any charset.
        var used = 0;
        for (var i = 0; i < _text.Length; i++)
        {
            var octet = _text[i];
            if (octet == (byte)'=' && i + 2 < _text.Length && HexDigits.TryRead(_text[i + 1], _text[i + 2], out var value))
            {
                octet = value;
                i += 2;
            }
            else if (octet == (byte)'_')
            {
                octet = (byte)' ';
            }

            octets[used++] = octet;
        }

        return used;
    }
}
