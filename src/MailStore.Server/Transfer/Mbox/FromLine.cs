using System.Globalization;
using System.Text;

namespace MailStore.Server.Transfer.Mbox;

/// <summary>The line in front of each message: <c>From anna@example.org Sat Nov 21 20:47:00 2026</c>, with a zone or without.</summary>
internal static class FromLine
{
    private const int LengthMax = 512;

    private static readonly string[] s_months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] s_times = ["HH:mm:ss", "HH:mm", "H:mm:ss", "H:mm"];

    public static string Write(DateTimeOffset date) => "From MAILER-DAEMON " + date.UtcDateTime.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture);

    /// <summary>Only a line with a date in it is one: others are text that somebody wrote.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out DateTimeOffset date)
    {
        date = default;
        if (!line.StartsWith("From "u8) || line.Length > LengthMax)
        {
            return false;
        }

        var words = Encoding.Latin1.GetString(line).Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var place = 1; place + 3 < words.Length; place++)
        {
            var month = Array.IndexOf(s_months, words[place]) + 1;
            if (month > 0 && int.TryParse(words[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
                && TimeOnly.TryParseExact(words[place + 2], s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return TryRead(words.AsSpan(place + 3), month, day, time, out date);
            }
        }

        return false;
    }

    // A year, and before or behind it perhaps a zone. One that is a name tells nothing that holds everywhere: it is taken for UTC.
    private static bool TryRead(ReadOnlySpan<string> rest, int month, int day, TimeOnly time, out DateTimeOffset date)
    {
        var (year, offset) = (0, TimeSpan.Zero);
        foreach (var word in rest)
        {
            if (word.Length == 5 && word[0] is '+' or '-' && int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var zone))
            {
                offset = TimeSpan.FromMinutes((zone / 100 * 60) + (zone % 100));
            }
            else if (year == 0 && word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                year = number;
            }
        }

        date = default;
        if (year is < 1970 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month) || Math.Abs(offset.TotalHours) > 14)
        {
            return false;
        }

        date = new(year, month, day, time.Hour, time.Minute, time.Second, offset);
        return true;
    }
}
