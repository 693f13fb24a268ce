using System.IO.Pipelines;
using System.Text;
using MailStore.Wire.Framing;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

/// <summary>Random sessions made of the pieces that matter to framing: however they are cut, the same happens.</summary>
public sealed class FramerFuzzTests
{
    private static readonly Limits s_tight = new() { LineBytesMax = 24, LiteralBytesMax = 6, LiteralsMax = 2, DiscardBytesMax = 60, MessageBytesMax = 20 };

    private static readonly string[] s_pieces =
    [
        "\r\n", "\r\n", "\r\n", "\n", "\r", ".", "\r\n.\r\n", "{3}\r\n", "{2+}\r\n", "~{4+}\r\n", "{0}\r\n", "{0+}\r\n", "{7+}\r\n", "{61+}\r\n", "{00000000000000000000000000000001+}\r\n",
        "BAD ", "DRAIN ", "APPEND ", "FULL ", "a", "abcdef", "a long argument of a command", "\0", "\u00FF", "{", "}", "+",
    ];

    [Theory]
    [InlineData(LineEnds.CrLfOnly)]
    [InlineData(LineEnds.LoneLineFeedToo)]
    public void Lines_do_not_depend_on_the_cuts(LineEnds ends) => Fuzz(async (input, record) =>
    {
        using var framer = new LineFramer(input, s_tight, ends);
        FrameStatus status;
        do
        {
            status = await framer.ReadAsync();
            record.Add(status == FrameStatus.Ready ? Visible.Of(framer.Frame.Bytes) : status.ToString());
        }
        while (status is not (FrameStatus.Closed or FrameStatus.Abandon));
    });

    [Theory]
    [InlineData(LineEnds.CrLfOnly)]
    [InlineData(LineEnds.LoneLineFeedToo)]
    public void Literals_do_not_depend_on_the_cuts(LineEnds ends) => Fuzz(ImapSession.Of(s_tight, ends));

    [Fact]
    public void Messages_do_not_depend_on_the_cuts() => Fuzz(async (input, record) =>
    {
        var framer = new DotFramer(input, s_tight);
        DotResult result;
        do
        {
            var sink = new MemorySink();
            result = await framer.CopyAsync(sink);
            // Where an endless message is given up depends on how much came at once; that it is given up does not.
            record.Add(result.Status == FrameStatus.Abandon ? "Abandon" : $"{result} {Visible.Of(sink.Written)}");
        }
        while (result.Status is not (FrameStatus.Closed or FrameStatus.Abandon));
    });

    private static void Fuzz(Func<PipeReader, List<string>, Task> session)
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var input = Encoding.Latin1.GetBytes(string.Concat(random.GetItems(s_pieces, random.Next(1, 30))));
            var whole = Piecewise.Run(session, input);
            Assert.True(whole == Piecewise.Run(session, input, Enumerable.Range(1, input.Length)), $"seed={seed}");
            for (var round = 0; round < 5; round++)
            {
                var cuts = Enumerable.Range(0, 4).Select(_ => random.Next(input.Length + 1)).Order();
                Assert.True(whole == Piecewise.Run(session, input, cuts), $"seed={seed} round={round}");
            }
        }
    }
}
