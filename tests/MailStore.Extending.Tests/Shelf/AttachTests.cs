using System.Text;
using Example.Shelf;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf;

public sealed class AttachTests
{
    [Fact]
    public void The_parser_stops_at_a_literal_and_parses_again_with_its_octets()
    {
        using var buffer = new FrameBuffer(bytesMax: 4096);
        buffer.TryAppend("a1 ATTACH 4:7,9 (urgent {5}\r\n"u8);
        Assert.Equal(ParseStatus.NeedLiteral, ShelfParser.Parse(buffer.Frame, out _, out var stop));
        Assert.Equal(new LiteralRequest(HeaderOffset: 24, Size: 5, IsSynchronising: true, ResumePoint: 0), stop.Literal);

        buffer.TryAppend("to do"u8);
        buffer.TryAppend(" \"a \\\"b\\\"\") {310+}\r\n"u8);
        Assert.Equal(ParseStatus.NeedLiteral, ShelfParser.Parse(buffer.Frame, out var command, out stop));
        Assert.True(stop.Literal.IsStreamed);
        Assert.False(stop.Literal.IsSynchronising);
        Assert.Equal(310UL, stop.Literal.Size);

        var attach = command.Attach;
        Assert.Equal("a1", Encoding.UTF8.GetString(command.Tag.Of(buffer.Frame)));
        Assert.Equal([StrKind.Atom, StrKind.Literal, StrKind.Escaped], Kinds(attach, buffer.Frame));
    }

    [Fact]
    public void What_stands_behind_the_note_is_a_frame_of_its_own()
    {
        using var line = FrameBuffer.OfLine("a1 ATTACH 1 (x) {3}"u8);
        ShelfParser.Parse(line.Frame, out _, out var stop);
        using var behind = FrameBuffer.OfLine(" DAYS 30"u8);
        Assert.Equal(ParseStatus.Complete, ShelfParser.Resume(behind.Frame, stop.Literal.ResumePoint, out var command, out _));
        Assert.Equal(ShelfVerb.Attach, command.Verb);
        Assert.Equal(30, command.AttachRest.AttachDays);
    }

    [Theory]
    [InlineData("a1 ATTACH 0 (x) {3}", 10, "seq-number or \"*\"")]
    [InlineData("a1 ATTACH 4294967296 (x) {3}", 19, "seq-number, at most 4294967295")]
    [InlineData("a1 ATTACH 1 () {3}", 13, "string, quoted or literal")]
    [InlineData("a1 ATTACH 1 (x) {3", 18, "\"}\" and the end of the line")]
    [InlineData("a1 ATTACH 1 (x) {9223372036854775808}", 35, "number64, at most 9223372036854775807")]
    [InlineData("a1 ATTACHE 1 (x) {3}", 9, "\"NOOP\", \"WATCH\", \"CLOSE\" or \"ATTACH\"")]
    [InlineData("a1 NOOP ", 7, "the end of the line")]
    [InlineData("a1 ATTEND", 6, "\"NOOP\", \"WATCH\", \"CLOSE\" or \"ATTACH\"")]
    public void A_bad_command_is_refused_at_the_octet_that_is_wrong(string text, int offset, string expected)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ParseStatus.Invalid, ShelfParser.Parse(line.Frame, out _, out var stop));
        Assert.Equal((offset, expected), (stop.Offset, ShelfParser.Describe(stop)));
    }

    [Theory]
    [InlineData("a1 ATTACH 4:7,9 (urgent \"to do\") {310}")]
    [InlineData("a1 ATTACH 4:7,9 (urgent \"to do\" ) {310}")]
    public void Parsing_and_walking_allocate_nothing(string text)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        var frame = line.Frame;
        ParseAndWalk(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var i = 0; i < 100; i++)
        {
            sum += ParseAndWalk(frame);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(sum > 0);
    }

    [Fact]
    public void States_and_capabilities_come_from_the_grammar_files()
    {
        Assert.Equal(ShelfStates.Selected, ShelfVerbs.StatesOf(ShelfVerb.Attach));
        Assert.Equal(ShelfStates.Any, ShelfVerbs.StatesOf(ShelfVerb.Noop));
        Assert.Equal(["SHELF1", "X-ATTACH"], ShelfVerbs.Capabilities.ToArray());
        Assert.Equal(ShelfDialogue.WatchLine, ShelfVerbs.DialogueOf(ShelfVerb.Watch));
    }

    private static List<StrKind> Kinds(AttachCommand command, Frame frame)
    {
        var kinds = new List<StrKind>();
        foreach (var label in command.AttachLabels.In(frame))
        {
            kinds.Add(label.Kind);
        }

        return kinds;
    }

    private static long ParseAndWalk(Frame frame)
    {
        ShelfParser.Parse(frame, out var command, out var stop);
        var sum = (long)stop.Offset;
        foreach (var range in command.Attach.SequenceSet.SeqRanges.In(frame))
        {
            sum += range.SeqFirst;
        }

        return sum;
    }
}
