namespace MailStore.Mime.Decoding;

/// <summary>
/// What Unix programs wrote before MIME: lines between "begin" and "end", each with the number of its octets in front. What
/// stands around them says nothing of the file and is dropped.
/// </summary>
internal sealed class UuDecoder
{
    // The longest line holds 63 octets in 84 digits behind its number.
    private const int LineMax = 85;

    private readonly byte[] _line = new byte[LineMax];
    private HeldOctets _held;
    private int _length;
    private bool _isInside;

    public void Begin()
    {
        _held.Clear();
        (_length, _isInside) = (0, false);
    }

    public bool Decode(ref DecodeCursor cursor, bool isFinal)
    {
        while (true)
        {
            if (!_held.Drain(ref cursor))
            {
                return false;
            }

            var input = cursor.Input;
            if (input.IsEmpty)
            {
                break;
            }

            var feed = input.IndexOf((byte)'\n');
            Keep(feed < 0 ? input : input[..feed]);
            cursor.Take(feed < 0 ? input.Length : feed + 1, 0);
            if (feed >= 0)
            {
                EndLine();
            }
        }

        if (isFinal && _length > 0)
        {
            EndLine();
        }

        return _held.Drain(ref cursor);
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        var kept = Math.Min(octets.Length, LineMax - _length);
        octets[..kept].CopyTo(_line.AsSpan(_length));
        _length += kept;
    }

    private void EndLine()
    {
        var line = _line.AsSpan(0, _length).TrimEnd((byte)'\r');
        _length = 0;
        if (!_isInside)
        {
            // "begin 644 name"
            _isInside = line.StartsWith("begin "u8) && line.Length > 9 && line[6..9].IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0;
            return;
        }

        if (line is [] || line.SequenceEqual("end"u8))
        {
            _isInside = line is [];
            return;
        }

        var octets = Value(line[0]);
        for (var at = 1; octets > 0; at += 4)
        {
            var bits = (Digit(line, at) << 18) | (Digit(line, at + 1) << 12) | (Digit(line, at + 2) << 6) | Digit(line, at + 3);
            for (var i = 0; i < 3 && octets > 0; i++, octets--)
            {
                _held.Add((byte)(bits >> (16 - (8 * i))));
            }
        }

        _held.Decide();
    }

    /// <summary>Blanks at the end of a line, which are digits too, get lost.</summary>
    private static int Digit(ReadOnlySpan<byte> line, int at) => at < line.Length ? Value(line[at]) : 0;

    private static int Value(byte octet) => (octet - ' ') & 0x3F;
}
