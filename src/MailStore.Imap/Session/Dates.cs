using MailStore.Syntax.Imap;

namespace MailStore.Imap.Session;

/// <summary>Dates: the parser takes any digits, here it is said whether there is such a day.</summary>
internal static class Dates
{
    public static bool TryRead(in InternalDate given, out DateTimeOffset date)
    {
        var minutes = (given.ZoneHour * 60) + given.ZoneMinute;
        date = default;
        if (!TryRead(given.DateYear, given.DateMonth, given.DateDay, out var day) || given.Hour > 23 || given.Minute > 59 || given.Second > 60
            || given.ZoneMinute > 59 || minutes > 14 * 60)
        {
            return false;
        }

        // A leap second is the last one of its minute.
        var local = day.ToDateTime(new TimeOnly(given.Hour, given.Minute, Math.Min(given.Second, (byte)59)));
        var offset = TimeSpan.FromMinutes(given.ZoneSign == ZoneSignKind.West ? -minutes : minutes);
        if (local < DateTime.MinValue.AddDays(1) || local > DateTime.MaxValue.AddDays(-1))
        {
            return false;
        }

        date = new(local, offset);
        return true;
    }

    public static bool TryRead(in Date given, out DateOnly day) => TryRead(given.DateYear, given.DateMonth, given.DateDay, out day);

    private static bool TryRead(int year, DateMonthKind month, int number, out DateOnly day)
    {
        day = default;
        if (year == 0 || number == 0 || number > DateTime.DaysInMonth(year, (int)month))
        {
            return false;
        }

        day = new(year, (int)month, number);
        return true;
    }
}
