using System.Globalization;
using System.Text;
using MailStore.Syntax.Tests.Oracle;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Drive;

public sealed class DriverTests
{
    [Theory]
    [InlineData("a;\r\n", "Accepted 4 1")]
    [InlineData("ab\r\n", "Refused 2 1")]
    [InlineData("ab", "Incomplete 0 0")]
    [InlineData("a;\r\nb;\r\n", "Refused 4 1")]
    [InlineData("", "Incomplete 0 0")]
    [InlineData("a{2}\r\nxy;\r\n", "Accepted 11 2")]
    [InlineData("a{2}\r\nxy{0}\r\n{1}\r\nz;\r\n", "Accepted 22 4")]
    [InlineData("a{2}\r\n\r\n;\r\n", "Accepted 11 2")]
    [InlineData("a{2}\r\nxy?\r\n", "Refused 8 2")]
    [InlineData("a{3}\r\nxy;", "Incomplete 6 1")]
    [InlineData("a{3}\r\nxy", "Incomplete 6 1")]
    [InlineData("a{18446744073709551615}\r\nxy;\r\n", "Incomplete 25 1")]
    [InlineData("a~{2}\r\nxy;\r\n", "Accepted 12 2 7..9")]
    [InlineData("a~{2}\r\nxyb{1}\r\n;;\r\n", "Accepted 19 3 7..9")]
    [InlineData("a~{0}\r\n~{1}\r\nz?\r\n", "Refused 14 3 7..7 13..14")]
    public void Driver_feeds_lines_and_follows_literals(string input, string expected)
    {
        var result = new Driver(new TinyParser()).Run(Encoding.ASCII.GetBytes(input));
        var ranges = string.Concat(result.Streamed.Select(range => $" {range}"));
        Assert.Equal(expected, $"{result.Verdict} {result.Offset} {result.Frames}{ranges}");
    }

    [Fact]
    public void Dialogues_are_cut_at_their_first_line()
    {
        var grammar = Dialogues.WithoutLines(Grammars.Imap);
        var recogniser = new Recogniser(grammar, "command");
        Assert.True(recogniser.Recognise("a IDLE\r\n"u8).IsSentence);
        Assert.Equal(new Verdict(IsSentence: false, 8), recogniser.Recognise("a IDLE\r\nDONE\r\n"u8));
        Assert.Equal(["authenticate-line", "idle-done"], Dialogues.LinesOf(Grammars.Imap));
        Assert.Equal(["auth-response"], Dialogues.LinesOf(Grammars.Smtp));
    }

    /// <summary>Letters, <c>{n}</c> kept in the frame, <c>~{n}</c> streamed, and a semicolon that ends.</summary>
    private sealed class TinyParser : IFrameParser
    {
        public ParseStatus Parse(Frame frame, out ParseStop stop)
        {
            var at = 0;
            while (true)
            {
                var bytes = frame.Bytes;
                var rest = bytes[at..];
                if (rest.SequenceEqual(";\r\n"u8))
                {
                    stop = default;
                    return ParseStatus.Complete;
                }

                var isStreamed = rest[0] == '~';
                if (!isStreamed && rest[0] != '{')
                {
                    if (!char.IsAsciiLetter((char)rest[0]))
                    {
                        stop = new(at, 0, default);
                        return ParseStatus.Invalid;
                    }

                    at++;
                    continue;
                }

                var size = ulong.Parse(rest[(isStreamed ? 2 : 1)..rest.IndexOf((byte)'}')], CultureInfo.InvariantCulture);
                var end = at + rest.IndexOf((byte)'}') + 3;
                if (end == bytes.Length)
                {
                    stop = new(end, 0, new(at, size, IsSynchronising: true, isStreamed ? (byte)1 : (byte)0));
                    return ParseStatus.NeedLiteral;
                }

                at = end + (int)size;
            }
        }

        public ParseStatus Resume(Frame frame, byte resumePoint, out ParseStop stop) => Parse(frame, out stop);
    }
}
