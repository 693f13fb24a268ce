using System.IO.Pipelines;
using MailStore.Server.Cli.Output;
using MailStore.Wire;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>Reads commands as a server would, and says what the parser makes of each.</summary>
internal sealed class ParseSession(Protocol protocol, TextWriter output)
{
    // A person types line feeds; whether a server takes them is another question than what a line means.
    private const LineEnds Ends = LineEnds.LoneLineFeedToo;

    private string _verb = "";
    private bool _isRefused;

    /// <returns><see cref="ExitCode.Refused"/> if anything was not a command of the protocol.</returns>
    public async Task<ExitCode> RunAsync(PipeReader input)
    {
        var status = await (protocol.Resume == null ? ReadLinesAsync(input) : ReadCommandsAsync(input));
        if (status != FrameStatus.Closed)
        {
            output.WriteLine($"not read: {status}");
        }

        return _isRefused || status != FrameStatus.Closed ? ExitCode.Refused : ExitCode.Done;
    }

    private async Task<FrameStatus> ReadLinesAsync(PipeReader input)
    {
        using var framer = new LineFramer(input, new Limits(), Ends);
        while (true)
        {
            var status = await framer.ReadAsync();
            if (status == FrameStatus.Ready)
            {
                Report(protocol.Parse(framer.Frame, out var command, out var stop), framer.Frame, command, stop, isRest: false);
            }
            else if (status is FrameStatus.Closed or FrameStatus.Abandon)
            {
                return status;
            }
            else
            {
                Refuse(status);
            }
        }
    }

    private async Task<FrameStatus> ReadCommandsAsync(PipeReader input)
    {
        using var framer = new ImapFramer(input, new Limits(), Ends);
        while (true)
        {
            var status = await framer.ReadAsync();
            byte resumePoint = 0;
            while (status == FrameStatus.Ready && Parse(framer.Frame, resumePoint) is { } literal)
            {
                if (literal.IsStreamed)
                {
                    resumePoint = literal.ResumePoint;
                    status = await framer.DrainLiteralAsync(literal);
                }
                else
                {
                    status = await framer.AppendLiteralAsync(literal);
                }

                if (status == FrameStatus.Closed)
                {
                    Refuse(status);
                }
            }

            if (status is FrameStatus.Closed or FrameStatus.Abandon)
            {
                return status;
            }

            if (status != FrameStatus.Ready)
            {
                Refuse(status);
            }
        }
    }

    /// <returns>The literal to fetch before the command goes on.</returns>
    private LiteralRequest? Parse(Frame frame, byte resumePoint)
    {
        object command;
        ParseStop stop;
        var status = resumePoint == 0
            ? protocol.Parse(frame, out command, out stop)
            : protocol.Resume!(frame, resumePoint, out command, out stop);
        if (status == ParseStatus.NeedLiteral && !stop.Literal.IsStreamed)
        {
            return stop.Literal;
        }

        Report(status, frame, command, stop, isRest: resumePoint != 0);
        return status == ParseStatus.NeedLiteral ? stop.Literal : null;
    }

    private void Report(ParseStatus status, Frame frame, object command, ParseStop stop, bool isRest)
    {
        if (status == ParseStatus.Invalid)
        {
            _isRefused = true;
            output.WriteLine($"invalid at {stop.Offset}: expected {protocol.Describe(stop)}");
            var before = CommandPrinter.Quoted(frame.Bytes[..Math.Min(stop.Offset, frame.Length)]);
            output.WriteLine($"  {CommandPrinter.Quoted(frame.Bytes)}");
            output.WriteLine($"  {new string(' ', before.Length - 1)}^");
            return;
        }

        // Behind a streamed literal the parser knows only the rest of the command, and not whose it is.
        var part = command.GetType().GetField("Verb")!.GetValue(command)!.ToString()!;
        if (isRest)
        {
            part = $"{_verb}Rest";
        }
        else
        {
            _verb = part;
        }

        output.WriteLine(status == ParseStatus.Complete ? $"complete: {_verb}" : $"so far: {_verb}, then a literal of {stop.Literal.Size} octets");
        CommandPrinter.Print(command, part, frame, output);
    }

    private void Refuse(FrameStatus status)
    {
        _isRefused = true;
        output.WriteLine(status == FrameStatus.Closed ? "not whole: the input ends inside of a literal" : $"not read: {status}");
    }
}
