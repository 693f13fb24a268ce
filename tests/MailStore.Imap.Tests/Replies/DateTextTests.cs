using MailStore.Imap.Replies;

namespace MailStore.Imap.Tests.Replies;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("1996-07-17T02:44:25-07:00", "\"17-Jul-1996 02:44:25 -0700\"")]
    [InlineData("2026-01-02T23:59:59+05:30", "\" 2-Jan-2026 23:59:59 +0530\"")]
    [InlineData("2026-12-31T00:00:00+00:00", "\"31-Dec-2026 00:00:00 +0000\"")]
    [InlineData("2026-02-28T12:00:00-00:30", "\"28-Feb-2026 12:00:00 -0030\"")]
    public async Task A_date_is_written_as_the_RFC_has_it(string date, string expected)
    {
        var when = DateTimeOffset.Parse(date);
        Assert.Equal(expected, await Written.ByAsync((ref line) => DateText.Write(ref line, when)));
    }
}
