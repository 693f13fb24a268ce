using System.Text;
using MailStore.Syntax.Imap;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Drive;
using MailStore.Syntax.Tests.Oracle;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>Commands whose bodies go past the parser: what each frame brings.</summary>
public sealed class StreamTests
{
    [Fact]
    public void Append_of_two_messages_gives_mailbox_flags_and_resume_points_frame_by_frame()
    {
        var memory = new PaddedFrame();
        var first = memory.Of("a APPEND {3+}\r\nbox (\\Seen $x) {5}\r\n"u8);
        Assert.Equal(ParseStatus.NeedLiteral, ImapParser.Parse(first, out var command, out var stop));
        Assert.Equal(ImapVerb.Append, command.Verb);
        Assert.True(command.Append.Mailbox.ValueEquals(first, "box"u8));
        Assert.Equal(2, Count(command.Append.Flags, first));
        Assert.Equal((5UL, true, true), (stop.Literal.Size, stop.Literal.IsSynchronising, stop.Literal.IsStreamed));

        var second = memory.Of(" (\\Draft) \"01-Jan-2026 00:00:00 +0000\" ~{7+}\r\n"u8);
        Assert.Equal(ParseStatus.NeedLiteral, ImapParser.Resume(second, stop.Literal.ResumePoint, out command, out stop));
        Assert.Equal(1, Count(command.AppendRest.Flags, second));
        Assert.Equal(2026, command.AppendRest.InternalDate.Read(second).DateYear);
        Assert.Equal((7UL, false, true), (stop.Literal.Size, stop.Literal.IsSynchronising, stop.Literal.IsStreamed));

        Assert.Equal(ParseStatus.Complete, ImapParser.Resume(memory.Of("\r\n"u8), stop.Literal.ResumePoint, out _, out _));
    }

    [Theory]
    [InlineData("a APPEND b {18446744073709551615}\r\n", DriveVerdict.Refused, 31)]
    [InlineData("a APPEND b {9223372036854775807}\r\n", DriveVerdict.Incomplete, 34)]
    [InlineData("a APPEND b {9223372036854775808}\r\n", DriveVerdict.Refused, 30)]
    [InlineData("a APPEND b {0}\r\n\r\n", DriveVerdict.Accepted, 18)]
    [InlineData("a APPEND b {2}\r\nxy\r\n", DriveVerdict.Accepted, 20)]
    [InlineData("a APPEND b {2}\r\nxyz\r\n", DriveVerdict.Refused, 18)]
    [InlineData("a LOGIN {0}\r\n {0}\r\n\r\n", DriveVerdict.Accepted, 21)]
    [InlineData("a LOGIN {18446744073709551616}\r\n", DriveVerdict.Refused, 28)]
    [InlineData("a APPEND b CATENATE (URL c TEXT {2}\r\nxy URL d TEXT {1}\r\nz)\r\n", DriveVerdict.Accepted, 60)]
    [InlineData("a UID REPLACE 7 b UTF8 (~{2}\r\nxy)\r\n", DriveVerdict.Accepted, 35)]
    public void Sizes_and_ends_of_literals_are_exact(string input, object verdict, int offset)
    {
        var contender = Contenders.Of("Imap");
        var octets = Encoding.ASCII.GetBytes(input);
        var result = new Driver(contender.Parser).Run(octets);
        Assert.Equal((verdict, offset), (result.Verdict, result.Verdict == DriveVerdict.Accepted ? octets.Length : result.Offset));
        var expected = new Recogniser(contender.Facts, contender.Start, OraclePolicy.Parser).Recognise(octets);
        Assert.Equal(result.Verdict == DriveVerdict.Accepted, expected.IsSentence);
        Assert.Equal(offset, expected.Viable);
    }

    [Fact]
    public void Octets_of_a_stream_are_for_their_sink_to_check()
    {
        var input = "a APPEND b {3}\r\nx\0y\r\n"u8.ToArray();
        var contender = Contenders.Of("Imap");
        var result = new Driver(contender.Parser).Run(input);
        var expected = new Recogniser(contender.Facts, contender.Start).Recognise(input);
        Assert.Equal(DriveVerdict.Accepted, result.Verdict);
        Assert.Equal(new Verdict(IsSentence: false, 17), expected);
        Assert.True(result.IsInStream(expected.Viable));
    }

    private static int Count(FlagList flags, Frame frame)
    {
        var count = 0;
        foreach (var flag in flags.In(frame))
        {
            Assert.NotEqual(FlagKind.None, flag.Kind);
            count++;
        }

        return count;
    }
}
