using System.Reflection;
using MailStore.Generators.Model;
using MailStore.Syntax.Imap;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Drive;
using MailStore.Syntax.Tests.RoundTrip;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>Parses a sentence as a connection does, frame by frame, and keeps what each value says.</summary>
internal sealed class FrameReader
{
    private readonly ValueCall? _parse;
    private readonly PaddedFrame _memory = new();

    public FrameReader(Contender contender)
    {
        var grammar = contender.Grammar.Name;
        if (contender.Name == "Imap")
        {
            return; // Its commands may be streamed.
        }

        var parser = typeof(ImapParser).Assembly.GetType($"MailStore.Syntax.{grammar}.{grammar}Parser", throwOnError: true)!;
        _parse = Calls.Parse(parser.GetMethod(contender.Start == "command" ? "Parse" : "Parse" + PascalName.Of(contender.Start), BindingFlags.Public | BindingFlags.Static)!);
    }

    /// <summary>Null if the parser refuses the sentence.</summary>
    public IReadOnlyList<FrameParts>? Read(byte[] sentence)
    {
        if (_parse is null)
        {
            return ReadLines(sentence);
        }

        var frame = _memory.Of(sentence);
        return _parse(frame) is { } value ? [new(PartReader.Read(value, frame))] : null;
    }

    private List<FrameParts>? ReadLines(byte[] sentence)
    {
        var parts = new List<FrameParts>();
        var (start, point) = (0, (byte)0);
        for (var end = LineEnd(sentence, 0); end >= 0;)
        {
            var frame = _memory.Of(sentence.AsSpan(start..end));
            ParseStop stop;
            var status = point == 0 ? ImapParser.Parse(frame, out var command, out stop) : ImapParser.Resume(frame, point, out command, out stop);
            if (status == ParseStatus.Complete)
            {
                parts.Add(new(PartReader.Read(command, frame, isRest: point != 0)));
                return end == sentence.Length ? parts : null;
            }

            if (status == ParseStatus.Invalid || stop.Literal.Size > (ulong)(sentence.Length - end))
            {
                return null;
            }

            var behind = end + (int)stop.Literal.Size;
            if (stop.Literal.IsStreamed)
            {
                parts.Add(new(PartReader.Read(command, frame, isRest: point != 0), (int)stop.Literal.Size, stop.Literal.IsSynchronising));
                (start, point) = (behind, stop.Literal.ResumePoint);
            }

            end = LineEnd(sentence, behind);
        }

        return null;
    }

    private static int LineEnd(byte[] sentence, int from)
    {
        var at = sentence.AsSpan(from).IndexOf("\r\n"u8);
        return at < 0 ? -1 : from + at + 2;
    }
}
