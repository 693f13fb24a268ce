using System.Buffers;

namespace MailStore.Mime.Fields;

/// <summary>Pieces of structured header values, for what the grammars leave open: the spelling of a keyword, and values that they refuse.</summary>
public static class FieldText
{
    // RFC 2045 §5.1: a token ends at blanks, controls and tspecials. Octets from 80 on are taken as they come.
    private static readonly SearchValues<byte> TokenEnds = SearchValues.Create(
        "\0\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0B\x0C\r\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F ()<>@,;:\\\"/[]?=\x7F"u8);

    /// <summary>The token at the beginning, behind blanks and comments. Empty if there is none.</summary>
    public static ReadOnlySpan<byte> FirstToken(ReadOnlySpan<byte> value) => Token(value[SkipBlanks(value, 0)..]);

    public static ReadOnlySpan<byte> Token(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOfAny(TokenEnds);
        return end < 0 ? value : value[..end];
    }

    /// <returns>The place behind blanks, line ends and comments; the end of the value if a comment is never closed.</returns>
    public static int SkipBlanks(ReadOnlySpan<byte> value, int at)
    {
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    at++;
                    break;
                case (byte)'(':
                    at = SkipComment(value, at);
                    break;
                default:
                    return at;
            }
        }

        return at;
    }

    /// <summary>The value without blanks at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t\r\n"u8);

    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => System.Text.Ascii.EqualsIgnoreCase(left, right);

    private static int SkipComment(ReadOnlySpan<byte> value, int at)
    {
        var depth = 0;
        for (; at < value.Length; at++)
        {
            switch (value[at])
            {
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')':
                    if (--depth == 0)
                    {
                        return at + 1;
                    }

                    break;
                case (byte)'\\':
                    at++;
                    break;
            }
        }

        return value.Length;
    }
}
