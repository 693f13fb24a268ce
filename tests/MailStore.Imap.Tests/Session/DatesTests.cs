using System.Text;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Buffers;

namespace MailStore.Imap.Tests.Session;

public sealed class DatesTests
{
    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700", "1996-07-17T02:44:25-07:00")]
    [InlineData(" 7-Jul-1996 02:44:60 +0530", "1996-07-07T02:44:59+05:30")]
    [InlineData("29-Feb-2024 00:00:00 +1400", "2024-02-29T00:00:00+14:00")]
    [InlineData("29-Feb-2025 00:00:00 +0000", null)]
    [InlineData("31-Jun-2025 00:00:00 +0000", null)]
    [InlineData("00-Jun-2025 00:00:00 +0000", null)]
    [InlineData("01-Jan-0000 00:00:00 +0000", null)]
    [InlineData("01-Jan-0001 00:00:00 +1400", null)]
    [InlineData("31-Dec-9999 23:59:59 -1400", null)]
    [InlineData("17-Jul-1996 24:00:00 +0000", null)]
    [InlineData("17-Jul-1996 02:60:00 +0000", null)]
    [InlineData("17-Jul-1996 02:44:25 +1401", null)]
    [InlineData("17-Jul-1996 02:44:25 +0060", null)]
    public void Only_days_that_there_are_are_dates(string text, string? expected)
    {
        using var line = FrameBuffer.OfLine(Encoding.ASCII.GetBytes($"a APPEND x \"{text}\" {{1}}"));
        ImapParser.Parse(line.Frame, out var command, out _);
        Assert.True(command.Append.InternalDate.IsPresent);
        var isDate = Dates.TryRead(command.Append.InternalDate.Read(line.Frame), out var date);
        Assert.Equal(expected is not null, isDate);
        Assert.Equal(expected is null ? default : DateTimeOffset.Parse(expected), isDate ? date : default);
    }
}
