using System.Text;

namespace MailStore.Mime.Headers;

/// <summary>
/// Dates that no grammar takes: junk around them, or year, month and day as ISO 8601 has them. The first number that can be a day, the first
/// name of a month, a year, a time with colons and a zone behind it are taken from wherever they stand.
/// </summary>
internal static class LooseDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>What stands behind that many octets is no date.</summary>
    private const int LengthMax = 200;

    public static bool TryRead(ReadOnlySpan<byte> text, out SentDate date)
    {
        text = text[..Math.Min(text.Length, LengthMax)];
        int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0;
        var hasTime = false;
        for (var at = 0; at < text.Length;)
        {
            var word = Word(text[at..]);
            if (word.IsEmpty)
            {
                at++;
                continue;
            }

            var behind = text[(at + word.Length)..];
            if (!char.IsAsciiDigit((char)word[0]))
            {
                month = month == 0 ? MonthOf(word) : month;
            }
            else if (!hasTime && behind is [(byte)':', ..])
            {
                hasTime = true;
                at += ReadTime(text[at..], out hour, out minute, out second);
                continue;
            }
            else if (hasTime && word.Length == 4 && at > 0 && text[at - 1] is (byte)'+' or (byte)'-')
            {
                var zone = Number(word);
                offset = (text[at - 1] == (byte)'-' ? -1 : 1) * ((zone / 100 * 60) + (zone % 100));
            }
            else if (word.Length == 4 && year == 0)
            {
                year = Number(word);
                at += ReadIsoDay(behind, ref month, ref day);
            }
            else if (word.Length <= 2 && day == 0)
            {
                day = Number(word);
            }
            else if (word.Length == 2 && year == 0)
            {
                year = Number(word) is var two && two < 50 ? two + 2000 : two + 1900;
            }

            at += word.Length;
        }

        return MessageDate.TryMake(year, month, day, hour, minute, second, offset, out date);
    }

    /// <summary>"-01-31" behind a year.</summary>
    private static int ReadIsoDay(ReadOnlySpan<byte> behind, ref int month, ref int day)
    {
        if (month != 0 || day != 0 || behind.Length < 6 || behind[0] is not ((byte)'-' or (byte)'/') || behind[3] != behind[0]
            || Word(behind[1..]).Length != 2 || behind[4..6].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return 0;
        }

        (month, day) = (Number(behind[1..3]), Number(behind[4..6]));
        return 6;
    }

    private static int ReadTime(ReadOnlySpan<byte> text, out int hour, out int minute, out int second)
    {
        var at = 0;
        Span<int> parts = stackalloc int[3];
        parts.Clear();
        for (var i = 0; i < 3; i++)
        {
            var word = Word(text[at..]);
            parts[i] = word.IsEmpty || !char.IsAsciiDigit((char)word[0]) ? 0 : Number(word);
            at += word.Length;
            if (at == text.Length || text[at] != (byte)':')
            {
                break;
            }

            at++;
        }

        (hour, minute, second) = (parts[0], parts[1], parts[2]);
        return at;
    }

    /// <summary>The digits or the letters at the beginning.</summary>
    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length])
            && char.IsAsciiDigit((char)text[length]) == char.IsAsciiDigit((char)text[0]))
        {
            length++;
        }

        return text[..length];
    }

    private static int MonthOf(ReadOnlySpan<byte> word)
    {
        if (word.Length < 3)
        {
            return 0;
        }

        for (var month = 0; month < 12; month++)
        {
            if (Ascii.EqualsIgnoreCase(word[..3], Months.AsSpan(month * 3, 3)))
            {
                return month + 1;
            }
        }

        return 0;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits[..Math.Min(digits.Length, 6)])
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
