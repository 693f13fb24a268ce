namespace MailStore.Generators.Tests.Emit;

/// <summary>What emitted parsers of commands and streamed literals say of good and bad frames, to the octet.</summary>
public sealed class CommandParsingTests
{
    [Theory]
    [InlineData("1 NOOP\r\n", "{Verb=Noop Tag=1}")]
    [InlineData("12 noop\r\n", "{Verb=Noop Tag=12}")]
    [InlineData("1 MOVE 5 abc\r\n", "{Verb=Move Tag=1 Move={Number=5 Name=abc}}")]
    [InlineData("1 UID FETCH 1,2,3\r\n", "{Verb=Fetch Uid=True Tag=1 Fetch={Numbers=[1, 2, 3]}}")]
    [InlineData("1 FETCH 4\r\n", "{Verb=Fetch Tag=1 Fetch={Numbers=[4]}}")]
    [InlineData("1 UID MOVE 5 abc\r\n", "6: \"FETCH\"")]
    [InlineData("1 NOOPS\r\n", "6: the end of the line")]
    [InlineData("1 NOPE\r\n", "4: \"NOOP\"")]
    [InlineData("1 X\r\n", "2: \"NOOP\", \"MOVE\", \"UID\" or \"FETCH\"")]
    [InlineData("1 FETCH 1,\r\n", "10: number")]
    [InlineData("1 MOVE 5\r\n", "8: a space")]
    [InlineData("x NOOP\r\n", "0: tag")]
    [InlineData("1  NOOP\r\n", "2: \"NOOP\", \"MOVE\", \"UID\" or \"FETCH\"")]
    [InlineData("", "0: tag")]
    public void A_command_brings_its_verb_and_its_fields(string frame, string expected) => Assert.Equal(expected, Commands.Parse(frame));

    [Theory]
    [InlineData("PUT a {5}\r\n", "literal 5 at 6 point 17 {Verb=Put Put={Name=a}}")]
    [InlineData("PUT a {0}\r\n", "literal 0 at 6 point 17 {Verb=Put Put={Name=a}}")]
    [InlineData("PUT a {5+}\r\n", "literal 5 at 6 now point 17 {Verb=Put Put={Name=a}}")]
    [InlineData("PUT a {5}\r\nhello", "16: as many octets as announced, and the rest of the line")]
    [InlineData("PUT a b\r\n", "6: \"{\"")]
    [InlineData("PUT a {9223372036854775807}\r\n", "literal 9223372036854775807 at 6 point 17 {Verb=Put Put={Name=a}}")]
    [InlineData("PUT a {9223372036854775808}\r\n", "25: size, at most 9223372036854775807")]
    public void A_streamed_literal_ends_its_frame(string frame, string expected) => Assert.Equal(expected, Streamed.Parse(frame));

    [Theory]
    [InlineData("\r\n", "{Verb=Put Put={}}")]
    [InlineData(" b {7}\r\n", "literal 7 at 3 point 17 {Verb=Put Put={Name=b}}")]
    [InlineData(" b\r\n", "2: a space")]
    [InlineData("x\r\n", "0: the end of the line")]
    [InlineData("", "0: the end of the line")]
    public void A_frame_behind_a_streamed_literal_ends_the_command_or_brings_the_next(string frame, string expected) =>
        Assert.Equal(expected, Streamed.Resume(17, frame));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(18)]
    [InlineData(33)]
    [InlineData(255)]
    public void A_resume_point_that_was_never_handed_out_is_refused(byte point) =>
        Assert.Equal("0: a resume point that the parse before has handed out", Streamed.Resume(point, "\r\n"));

    [Theory]
    [InlineData("AUTH a\r\n", "{Verb=Auth Auth={Word=a}}")]
    [InlineData("AUTH a\r\nb\r\n", "8: nothing more")]
    [InlineData("AUTH\r\n", "4: a space")]
    public void A_dialogue_begins_with_its_command(string frame, string expected) => Assert.Equal(expected, Dialogue.Parse(frame));

    private static Emitted Commands { get; } = Emitted.Of("""
        ;@ start line
        ;@ command noop
        ;@ command move in Selected
        ;@ command fetch in Selected
        ;@ type tag token
        ;@ type uid flag
        ;@ type name token
        ;@ type number u32
        line   = tag SP (noop / move / [uid] fetch) CRLF
        uid    = "UID" SP
        tag    = 1*DIGIT
        noop   = "NOOP"
        move   = "MOVE" SP number SP name
        fetch  = "FETCH" SP number *("," number)
        name   = 1*ALPHA
        number = 1*DIGIT
        """);

    private static Emitted Streamed { get; } = Emitted.Of("""
        ;@ start line
        ;@ command put
        ;@ stream body
        ;@ type literal counted size
        ;@ type size u63
        ;@ type now flag
        ;@ type name token
        line    = put CRLF
        put     = "PUT" 1*(SP name SP body)
        body    = literal
        literal = "{" size [now] "}" CRLF *%x01-FF
        size    = 1*DIGIT
        now     = "+"
        name    = 1*ALPHA
        """);

    private static Emitted Dialogue { get; } = Emitted.Of("""
        ;@ start line
        ;@ command auth
        ;@ dialogue auth
        ;@ type word token
        line   = auth CRLF
        auth   = "AUTH" SP word *(CRLF answer)
        answer = word / "*"
        word   = 1*ALPHA
        """);
}
