using System.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// The smallest pieces of addresses, read tolerantly from a value of a header field. Each method takes what it is called after
/// and the blanks and comments behind that, and says whether it was there whole. Going on from a piece that was
/// not is up to the caller; the cursor never stands beyond the end.
/// </summary>
internal ref struct AddressCursor(ReadOnlySpan<byte> text, int at)
{
    /// <summary>RFC 5322 §3.2.3 atext, and every octet above 127 (RFC 6532 §3.2).</summary>
    private static readonly SearchValues<byte> AtomOctets = SearchValues.Create(Atext());

    private static readonly SearchValues<byte> AtomOctetsAndDot = SearchValues.Create([.. Atext(), (byte)'.']);

    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(" \t\r\n(\""u8);

    private readonly ReadOnlySpan<byte> _text = text;

    public int At { get; set; } = at;

    /// <summary>The last comment that was passed, parentheses included.</summary>
    public Slice Comment { get; set; }

    public readonly bool IsAtEnd => At >= _text.Length;

    /// <summary>The octet in hand; NUL at the end.</summary>
    public readonly byte Next => At < _text.Length ? _text[At] : (byte)0;

    public readonly bool IsAtWord => Next == (byte)'"' || IsAtomOctet(Next);

    /// <summary>Blanks, line ends and comments (RFC 5322 §3.2.2). False if a comment is not closed; then all is taken.</summary>
    public bool SkipBlanks()
    {
        while (At < _text.Length)
        {
            switch (_text[At])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    At++;
                    break;
                case (byte)'(':
                    if (!SkipComment())
                    {
                        return false;
                    }

                    break;
                default:
                    return true;
            }
        }

        return true;
    }

    /// <summary>Words and dots, as display names have them. Nothing at all is a phrase too.</summary>
    public bool Phrase(out Slice phrase)
    {
        var start = At;
        var end = At;
        phrase = new(start, 0);
        if (Next == (byte)'.')
        {
            return false;
        }

        while (IsAtWord || Next == (byte)'.')
        {
            if (Next == (byte)'"')
            {
                if (!SkipQuoted())
                {
                    return false;
                }
            }
            else
            {
                SkipAll(AtomOctetsAndDot);
            }

            end = At;
            phrase = new(start, end - start);
            if (!SkipBlanks())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A quoted string, or atoms and dots in any order: addresses with two dots in a row, or with one at an end, are in use.
    /// </summary>
    public bool LocalPart(out Slice local)
    {
        var start = At;
        local = default;
        if (Next == (byte)'"')
        {
            if (!SkipQuoted())
            {
                return false;
            }
        }
        else
        {
            SkipAll(AtomOctetsAndDot);
            if (At == start)
            {
                return false;
            }
        }

        local = new(start, At - start);
        return SkipBlanks();
    }

    /// <summary>Behind an "@": atoms with single dots between, blanks and comments around the dots, or a literal in brackets.</summary>
    public bool Domain(out Slice domain)
    {
        domain = default;
        At++;
        if (!SkipBlanks())
        {
            return false;
        }

        var start = At;
        if (Next == (byte)'[')
        {
            return BracketedDomain(out domain);
        }

        while (true)
        {
            var atom = At;
            SkipAll(AtomOctets);
            if (At == atom)
            {
                return false;
            }

            var end = At;
            if (!SkipBlanks())
            {
                return false;
            }

            if (Next != (byte)'.')
            {
                domain = new(start, end - start);
                return true;
            }

            At++;
            if (!SkipBlanks())
            {
                return false;
            }
        }
    }

    /// <summary>RFC 5322 §4.4 obs-route, up to its colon, which is taken.</summary>
    public bool Route(out Slice route)
    {
        var start = At;
        route = default;
        while (Next == (byte)'@')
        {
            if (!Domain(out _))
            {
                return false;
            }

            var end = At;
            while (Next == (byte)',')
            {
                At++;
                SkipBlanks();
            }

            route = new(start, end - start);
        }

        if (Next != (byte)':')
        {
            route = default;
            return false;
        }

        At++;
        return SkipBlanks();
    }

    /// <summary>A quoted string, without what is behind it. False if its closing quote is missing; then all is taken.</summary>
    public bool SkipQuoted()
    {
        At++;
        while (At < _text.Length)
        {
            var special = _text[At..].IndexOfAny((byte)'"', (byte)'\\');
            if (special < 0)
            {
                break;
            }

            At += special + 1;
            if (_text[At - 1] == (byte)'"')
            {
                return true;
            }

            At = Math.Min(At + 1, _text.Length);
        }

        At = _text.Length;
        return false;
    }

    /// <summary>Whatever it is. False at the end.</summary>
    public bool SkipOctet()
    {
        var isThere = !IsAtEnd;
        At += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>To the first of these octets, or to the end.</summary>
    public void SkipTo(ReadOnlySpan<byte> octets)
    {
        var length = _text[At..].IndexOfAny(octets);
        At = length < 0 ? _text.Length : At + length;
    }

    /// <summary>Anything that is no blank, comment or quote, a domain in brackets as a whole.</summary>
    public void SkipWord()
    {
        var start = At;
        if (Next == (byte)'[' && BracketedDomain(out var domain))
        {
            At = domain.Offset + domain.Length;
            return;
        }

        At = start;
        var length = _text[At..].IndexOfAny(WordEnds);
        At = length < 0 ? _text.Length : At + Math.Max(1, length);
    }

    private bool BracketedDomain(out Slice domain)
    {
        var start = At++;
        domain = default;
        while (At < _text.Length)
        {
            switch (_text[At++])
            {
                case (byte)'\\':
                    At = Math.Min(At + 1, _text.Length);
                    break;
                case (byte)'[':
                    return false;
                case (byte)']':
                    domain = new(start, At - start);
                    return SkipBlanks();
                default:
                    break;
            }
        }

        return false;
    }

    private bool SkipComment()
    {
        var start = At;
        var depth = 0;
        while (At < _text.Length)
        {
            var octet = _text[At++];
            if (octet == (byte)'\\')
            {
                At = Math.Min(At + 1, _text.Length);
            }
            else if (octet == (byte)'(')
            {
                depth++;
            }
            else if (octet == (byte)')' && --depth == 0)
            {
                Comment = new(start, At - start);
                return true;
            }
        }

        return false;
    }

    private void SkipAll(SearchValues<byte> octets)
    {
        var length = _text[At..].IndexOfAnyExcept(octets);
        At = length < 0 ? _text.Length : At + length;
    }

    private static bool IsAtomOctet(byte octet) => AtomOctets.Contains(octet);

    private static byte[] Atext()
    {
        var octets = new byte[128 + 26 + 26 + 10 + 19];
        var used = 0;
        for (var octet = 0; octet < 256; octet++)
        {
            if (octet > 127 || char.IsAsciiLetterOrDigit((char)octet) || "!#$%&'*+-/=?^_`{|}~"u8.Contains((byte)octet))
            {
                octets[used++] = (byte)octet;
            }
        }

        return octets;
    }
}
