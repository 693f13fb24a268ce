using System.Text;
using MailStore.Mime.Decoding;

namespace MailStore.Mime.Text;

/// <summary>Numeric characters of HTML: "#228", "#xE4".</summary>
internal static class HtmlNumber
{
    /// <param name="digits">Behind the "#".</param>
    /// <param name="text">Room for two.</param>
    /// <returns>Characters written; 0 if it is no number.</returns>
    public static int Read(ReadOnlySpan<char> digits, Span<char> text)
    {
        var isHex = digits is ['x' or 'X', ..];
        digits = isHex ? digits[1..] : digits;
        if (digits.IsEmpty)
        {
            return 0;
        }

        var value = 0;
        foreach (var digit in digits)
        {
            if (!(isHex ? char.IsAsciiHexDigit(digit) : char.IsAsciiDigit(digit)))
            {
                return 0;
            }

            value = Math.Min(0x110000, (value * (isHex ? 16 : 10)) + HexDigit(digit));
        }

        // Numbers from 128 to 159 mean windows-1252 to all browsers.
        value = value is >= 0x80 and < 0xA0 ? Windows1252.ToChar((byte)value) : value;
        var rune = value != 0 && Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
        return rune.EncodeToUtf16(text);
    }

    private static int HexDigit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
