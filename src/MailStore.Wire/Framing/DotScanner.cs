namespace MailStore.Wire.Framing;

/// <summary>
/// Finds the end of dot-terminated data and undoes the stuffing (RFC 5321 §4.5.2). The end is CRLF.CRLF and nothing else: a line
/// starts behind CRLF only, so <c>LF . CRLF</c> and its relatives are text. That is the whole defence against smuggled mail.
/// </summary>
internal struct DotScanner
{
    private Place _place;

    private enum Place : byte
    {
        // Behind CRLF, or behind the CRLF of the command (RFC 5321 §4.1.1.4): the first value, so a new scanner stands here.
        LineStart,
        Text,
        Cr,
        Dot,
        DotCr,
    }

    public DotFaults Faults { get; private set; }

    /// <summary>Takes one step. The input must not be empty; it is used up when <see cref="DotPiece.Used"/> says so.</summary>
    public DotPiece Next(ReadOnlySpan<byte> input)
    {
        if (_place == Place.DotCr)
        {
            if (input[0] == (byte)'\n')
            {
                _place = Place.LineStart;
                return new(0, 1, IsEnd: true);
            }

            Faults |= DotFaults.BareCarriageReturn;
            _place = Place.Text;
            return new(0, 0, EmitsCr: true);
        }

        if (_place == Place.Dot)
        {
            if (input[0] == (byte)'\r')
            {
                _place = Place.DotCr;
                return new(0, 1);
            }

            _place = Place.Text;
        }

        return Text(input);
    }

    private DotPiece Text(ReadOnlySpan<byte> input)
    {
        var at = 0;
        while (at < input.Length)
        {
            switch (_place)
            {
                case Place.LineStart when input[at] == (byte)'.':
                    _place = Place.Dot;
                    return new(at, at + 1);
                case Place.Cr when input[at] == (byte)'\n':
                    _place = Place.LineStart;
                    at++;
                    break;
                case Place.Cr:
                    Faults |= DotFaults.BareCarriageReturn;
                    _place = Place.Text;
                    break;
                default:
                    _place = Place.Text;
                    at = LineEnd(input, at);
                    break;
            }
        }

        return new(at, at);
    }

    private int LineEnd(ReadOnlySpan<byte> input, int at)
    {
        var length = input[at..].IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            return input.Length;
        }

        if (input[at + length] == (byte)'\r')
        {
            _place = Place.Cr;
        }
        else
        {
            Faults |= DotFaults.BareLineFeed;
        }

        return at + length + 1;
    }
}
