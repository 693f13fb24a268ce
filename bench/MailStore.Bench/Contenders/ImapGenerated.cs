using System.Runtime.CompilerServices;
using MailStore.Bench.Measuring;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Bench.Contenders;

/// <summary>The parser that the generator makes of grammars/imap. A line that stops at the header of a literal is accepted: that is where its line ends.</summary>
internal readonly struct ImapGenerated : ILineParser
{
    // The parser sets the whole value: clearing it before is work for nobody.
    [SkipLocalsInit]
    public ulong Parse(byte[] frame, int length)
    {
        var status = ImapParser.Parse(Frame.OfPadded(frame, length), out var command, out var stop);
        return status switch
        {
            ParseStatus.Complete => Fold.Of(ref command) | 1,
            ParseStatus.NeedLiteral => Fold.Add(Fold.Of(ref command), stop.Literal.Size) | 1,
            _ => 0,
        };
    }
}
