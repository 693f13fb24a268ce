using System.Globalization;
using System.Text;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

public sealed class MessageDateTests
{
    [Theory]
    [InlineData("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z 1997-11-21")]
    [InlineData("Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37Z 2003-07-01")]
    [InlineData("Thu, 13 Feb 1969 23:32:54 -0330", "1969-02-14T03:02:54Z 1969-02-13")]
    [InlineData("Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)", "1969-02-14T03:02:00Z 1969-02-13")]
    [InlineData("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z 1997-11-21")]
    [InlineData("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z 1997-11-21")]
    public void Examples_of_RFC_5322_are_read(string value, string expected) => Assert.Equal(expected, Read(value));

    [Theory]
    [InlineData("1 Jan 49 00:00 EST", "2049-01-01T05:00:00Z 2049-01-01")]
    [InlineData("1 Jan 50 00:00 PDT", "1950-01-01T07:00:00Z 1950-01-01")]
    [InlineData("1 Jan 103 00:00 Q", "2003-01-01T00:00:00Z 2003-01-01")]
    [InlineData("Mon Jan 31 12:00:01 2005", "2005-01-31T12:00:01Z 2005-01-31")]
    [InlineData("Mon Jan 31 12:00:01 MET 2005", "2005-01-31T12:00:01Z 2005-01-31")]
    [InlineData("Mon, 31-Jan-2005 12.00.01 +01:00", "2005-01-31T11:00:01Z 2005-01-31")]
    [InlineData("31 January 2005 12:00", "2005-01-31T12:00:00Z 2005-01-31")]
    [InlineData("Mon, 31 Jan 2005 24:61:00 +0000", "2005-01-31T00:00:00Z 2005-01-31")]
    [InlineData("Mon, 31 Jan 2005 16:00:00 -1900", "2005-02-01T11:00:00Z 2005-01-31")]
    [InlineData("Wed, 07 Aug 0102 16:11:22 +1000", "2002-08-07T06:11:22Z 2002-08-07")]
    [InlineData("Sat, 31 Dec 2005 23:59:60 +0000", "2005-12-31T23:59:59Z 2005-12-31")]
    [InlineData("Mon, 31 Jan 2005 12:00:01 +0100 whatever = 1 2 3", "2005-01-31T11:00:01Z 2005-01-31")]
    [InlineData("2005-01-31 12:00:01 -0500", "2005-01-31T17:00:01Z 2005-01-31")]
    [InlineData("2005-01-31T12:00:01Z", "2005-01-31T12:00:01Z 2005-01-31")]
    [InlineData("\u00E9\u00E9, 31 Jan 2005 12:00:01 +0100", "2005-01-31T11:00:01Z 2005-01-31")]
    [InlineData("Mon, 31 Jan 2005", "2005-01-31T00:00:00Z 2005-01-31")]
    public void Dates_as_found_in_the_wild_are_read(string value, string expected) => Assert.Equal(expected, Read(value));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31 Feb 2005 12:00 +0000")]
    [InlineData("31 Jan 1800 12:00 +0000")]
    [InlineData("9999999999 99999999999 99:99:99")]
    [InlineData("Jan 2005")]
    public void What_is_no_date_is_the_time_of_arrival(string value)
    {
        var received = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.False(MessageDate.TryRead(Encoding.Latin1.GetBytes(value), out _));
        var sent = MessageDate.Of(Encoding.Latin1.GetBytes($"Subject: x\nDate: {value}\n\n"), received);
        Assert.Equal(new SentDate(received, new(2020, 1, 2)), sent);
    }

    [Fact]
    public void Last_date_field_counts()
    {
        var block = "Date: 1 Jan 2001 00:00 +0000\nDate: 2 Jan 2002 00:00 +0000\n\nDate: 3 Jan 2003 00:00 +0000\n"u8;
        Assert.Equal(new DateOnly(2002, 1, 2), MessageDate.Of(block, default).Day);
    }

    [Fact]
    public void Any_words_are_looked_through()
    {
        var random = new Random(5);
        var words = new[] { "Mon", "Jan", "31", "2005", "05", "-", "+", ":", "12:00", "-0800", "(", ")", "/", "T", ",", " ", "99999", "GMT", "\0", "\r\n " };
        for (var round = 0; round < 50_000; round++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
            if (MessageDate.TryRead(Encoding.Latin1.GetBytes(value), out var date))
            {
                Assert.InRange(date.Instant.Year, 1899, 9999);
            }
        }
    }

    private static string Read(string value)
    {
        Assert.True(MessageDate.TryRead(Encoding.Latin1.GetBytes(value), out var date));
        return date.Instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) + date.Day.ToString(" yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
