using MailStore.Syntax.Imap;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Tests;

/// <summary>The example of the README runs: a tidy test compares the lines.</summary>
public sealed class ReadmeExampleTests
{
    [Theory]
    [InlineData("a1 UID FETCH 1:9,12 (FLAGS BODY[])", "UID 1:9 12:12 Flags BodySection")]
    [InlineData("a1 FETCH 1 FLUGS", "13: expected")]
    [InlineData("a1 NOOP", "")]
    public void The_example_says_what_it_should(string line, string expected)
    {
        using var output = new StringWriter();
        Show(System.Text.Encoding.ASCII.GetBytes(line), output);
        Assert.StartsWith(expected, output.ToString().Trim(), StringComparison.Ordinal);
    }

    private static void Show(ReadOnlySpan<byte> line, TextWriter output)
    {
        using var buffer = FrameBuffer.OfLine(line);
        var frame = buffer.Frame;
        if (ImapParser.Parse(frame, out var command, out var stop) != ParseStatus.Complete)
        {
            output.Write($"{stop.Offset}: expected {ImapParser.Describe(stop)}");
        }
        else if (command.Verb == ImapVerb.Fetch)
        {
            output.Write(command.UidPrefix ? "UID" : "");
            foreach (var range in command.Fetch.SequenceSet.SeqRanges.In(frame))
            {
                var last = range.SeqLast == 0 ? range.SeqFirst : range.SeqLast;    // a single number has no last one
                output.Write($" {range.SeqFirst}:{last}");
            }

            foreach (var item in command.Fetch.FetchAtts.In(frame))
            {
                output.Write($" {item.Kind}");
            }
        }
    }
}
