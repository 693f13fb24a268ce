using MailStore.Mime.Extraction;

namespace MailStore.Mime.Office;

/// <summary>
/// The text of a header or footer of a sheet, without the codes in it (ECMA-376-1 §18.3.1.46): <c>&amp;L</c>, <c>&amp;C</c> and <c>&amp;R</c> say where what follows
/// stands, others how it looks. It comes in any pieces.
/// </summary>
internal struct SheetHeader
{
    private const int ColourCharacters = 6;

    // What a code waits for: '\0' nothing, '&' the letter that tells which one it is, '"' the end of a font's name, '0' the end of a size, 'K' the rest of a colour.
    private char _waits;
    private int _left;

    public void Begin() => _waits = '\0';

    public void Take(ReadOnlySpan<char> text, ExtractedText into)
    {
        while (!text.IsEmpty && !into.IsFull)
        {
            if (_waits == '\0')
            {
                var end = text.IndexOf('&');
                into.Take(end < 0 ? text : text[..end]);
                text = end < 0 ? default : text[(end + 1)..];
                _waits = end < 0 ? '\0' : '&';
            }
            else if (_waits == '0' && !char.IsAsciiDigit(text[0]))
            {
                _waits = '\0';
            }
            else
            {
                TakeOfCode(text[0], into);
                text = text[1..];
            }
        }
    }

    private void TakeOfCode(char next, ExtractedText into)
    {
        switch (_waits)
        {
            case '&' when next is '"':
                _waits = '"';
                break;
            case '&' when next is 'K':
                (_waits, _left) = ('K', ColourCharacters);
                break;
            case '&' when char.IsAsciiDigit(next):
                _waits = '0';
                break;
            case '&':
                _waits = '\0';
                into.Take(next == '&' ? "&" : next is 'L' or 'C' or 'R' ? "\n" : "");
                break;
            case '"' when next is '"':
            case 'K' when --_left == 0:
                _waits = '\0';
                break;
            default:
                break;
        }
    }
}
