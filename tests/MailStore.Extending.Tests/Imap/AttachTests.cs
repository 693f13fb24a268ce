using System.Text;
using MailStore.Syntax.Imap;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Imap;

/// <summary>The file that extends the small protocol, given to the IMAP grammar that MailStore ships.</summary>
public sealed class AttachTests
{
    [Fact]
    public void One_file_more_is_one_command_more()
    {
        using var line = FrameBuffer.OfLine("a1 ATTACH 4:7,* (urgent \"to do\") {310+}"u8);
        Assert.Equal(ParseStatus.NeedLiteral, ImapParser.Parse(line.Frame, out var command, out var stop));
        Assert.Equal(ImapVerb.Attach, command.Verb);
        Assert.True(stop.Literal.IsStreamed);
        Assert.Equal(310UL, stop.Literal.Size);
        Assert.Equal(ImapStates.Selected, ImapVerbs.StatesOf(ImapVerb.Attach));
        Assert.Contains("X-ATTACH", ImapVerbs.Capabilities.ToArray());
    }

    [Fact]
    public void The_commands_that_were_there_still_are()
    {
        using var line = FrameBuffer.OfLine("a2 UID STORE 1:* +FLAGS.SILENT (\\Seen)"u8);
        Assert.Equal(ParseStatus.Complete, ImapParser.Parse(line.Frame, out var command, out _));
        Assert.Equal(ImapVerb.Store, command.Verb);
        Assert.True(command.UidPrefix);
    }

    [Theory]
    [InlineData("a1 ATTACH 4:7,$ (urgent) {3}", 14)]
    [InlineData("a1 ATTACH 4 (urgent) note", 21)]
    [InlineData("a1 UID ATTACH 4 (urgent) {3}", 7)]
    public void The_new_command_is_refused_where_it_is_wrong(string text, int offset)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ParseStatus.Invalid, ImapParser.Parse(line.Frame, out _, out var stop));
        Assert.Equal(offset, stop.Offset);
    }
}
