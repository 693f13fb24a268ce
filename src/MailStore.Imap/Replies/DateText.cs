using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>RFC 9051 §9, date-time: <c>"17-Jul-1996 02:44:25 -0700"</c>, the day two wide.</summary>
internal static class DateText
{
    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    public static void Write(ref ReplyWriter line, DateTimeOffset date)
    {
        Span<byte> text = stackalloc byte[28];
        text.Fill((byte)' ');
        text[0] = text[27] = (byte)'"';
        Digits(text[1..3], date.Day);
        if (date.Day < 10)
        {
            text[1] = (byte)' ';
        }

        text[3] = text[7] = (byte)'-';
        Months.Slice((date.Month - 1) * 3, 3).CopyTo(text[4..]);
        Digits(text[8..12], date.Year);
        Digits(text[13..15], date.Hour);
        text[15] = text[18] = (byte)':';
        Digits(text[16..18], date.Minute);
        Digits(text[19..21], date.Second);
        var minutes = (int)date.Offset.TotalMinutes;
        text[22] = (byte)(minutes < 0 ? '-' : '+');
        Digits(text[23..27], (Math.Abs(minutes) / 60 * 100) + (Math.Abs(minutes) % 60));
        line.Token(text);
    }

    private static void Digits(Span<byte> into, int number)
    {
        for (var at = into.Length - 1; at >= 0; at--, number /= 10)
        {
            into[at] = (byte)('0' + (number % 10));
        }
    }
}
