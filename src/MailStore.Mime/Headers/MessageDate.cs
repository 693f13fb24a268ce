using MailStore.Mime.Fields;
using MailStore.Syntax.Message;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// The time a message says it was sent. Its grammar takes RFC 5322's forms, the obsolete ones, and common faults; of what it does not
/// take, the words are looked through. A message without a date that can be read was sent when it was received, says RFC 5256 §2.2.
/// </summary>
public static class MessageDate
{
    private const int YearMin = 1900;

    /// <summary>The date that a Date field has.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out SentDate date)
    {
        using var frame = new ValueFrame(value, stackalloc byte[ValueFrame.UsualRoom]);
        if (MessageParser.ParseDateValue(frame.Frame, out var parsed, out _) != ParseStatus.Complete)
        {
            return LooseDate.TryRead(frame.Text, out date);
        }

        var year = parsed.Year switch
        {
            >= 1000 => parsed.Year,
            < 50 => parsed.Year + 2000,
            _ => parsed.Year + 1900,
        };
        var offset = parsed.ZoneEast || parsed.ZoneWest
            ? (parsed.ZoneWest ? -1 : 1) * ((parsed.ZoneHours * 60) + parsed.ZoneMinutes)
            : ZoneMinutes(parsed.ZoneName.Kind);
        return TryMake(year, (int)parsed.Month, parsed.Day, parsed.Hour, parsed.Minute, parsed.Second, offset, out date);
    }

    /// <summary>The date of a message: that of its last Date field, or else the time it came.</summary>
    public static SentDate Of(ReadOnlySpan<byte> headerBlock, DateTimeOffset received)
    {
        var arrival = new SentDate(received.ToUniversalTime(), DateOnly.FromDateTime(received.DateTime));
        var date = arrival;
        for (var fields = new FieldWalk(headerBlock); fields.MoveTo("Date"u8);)
        {
            date = TryRead(fields.Value, out var read) ? read : arrival;
        }

        return date;
    }

    /// <summary>RFC 5256 §2.2: a time that is none is midnight.</summary>
    internal static bool TryMake(int year, int month, int day, int hour, int minute, int second, int offsetMinutes, out SentDate date)
    {
        date = default;
        if (year is < YearMin or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var isTime = hour < 24 && minute < 60 && second <= 60;
        var time = isTime ? new TimeSpan(hour, minute, Math.Min(second, 59)) : TimeSpan.Zero;
        var written = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) + time;
        date = new(new(written - TimeSpan.FromMinutes(offsetMinutes)), DateOnly.FromDateTime(written));
        return true;
    }

    /// <summary>RFC 5322 §4.3. Any other name says nothing.</summary>
    private static int ZoneMinutes(ZoneNameKind zone) => zone switch
    {
        ZoneNameKind.Edt => -4 * 60,
        ZoneNameKind.Est or ZoneNameKind.Cdt => -5 * 60,
        ZoneNameKind.Cst or ZoneNameKind.Mdt => -6 * 60,
        ZoneNameKind.Mst or ZoneNameKind.Pdt => -7 * 60,
        ZoneNameKind.Pst => -8 * 60,
        _ => 0,
    };
}
