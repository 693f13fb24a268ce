using System.IO.Pipelines;
using Example.Shelf;
using MailStore.Wire;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf.Session;

/// <summary>One connection: reads commands, has them handled, keeps the replies.</summary>
internal sealed class ShelfConnection(PipeReader input, Limits limits) : IDisposable
{
    private readonly ImapFramer _framer = new(input, limits, LineEnds.CrLfOnly);

    public List<string> Replies { get; } = [];

    /// <summary>Runs until the peer is gone.</summary>
    public async Task RunAsync(ShelfStates state)
    {
        var session = new ShelfSession(_framer) { State = state };
        while (await _framer.ReadAsync() is var read && read is not (FrameStatus.Closed or FrameStatus.Abandon))
        {
            Replies.Add(read == FrameStatus.Ready ? await AnswerAsync(session) : $"BAD {read}");
        }
    }

    public void Dispose() => _framer.Dispose();

    private async ValueTask<string> AnswerAsync(ShelfSession session)
    {
        var status = ShelfParser.Parse(_framer.Frame, out var command, out var stop);
        while (status == ParseStatus.NeedLiteral && !stop.Literal.IsStreamed)
        {
            if (!_framer.CanAppend(stop.Literal))
            {
                return "NO the literal is too large";
            }

            if (stop.Literal.IsSynchronising)
            {
                Replies.Add("+ go on");
            }

            if (await _framer.AppendLiteralAsync(stop.Literal) is var read && read != FrameStatus.Ready)
            {
                return $"BAD {read}";
            }

            status = ShelfParser.Parse(_framer.Frame, out command, out stop);
        }

        if (status == ParseStatus.Invalid)
        {
            return $"BAD at {stop.Offset}: expected {ShelfParser.Describe(stop)}";
        }

        if ((ShelfVerbs.StatesOf(command.Verb) & session.State) == ShelfStates.None)
        {
            return $"BAD {ShelfVerbs.Of(command.Verb).Rule} is not allowed now";
        }

        session.Stop = stop;
        return await ShelfDispatch.DispatchAsync(command, session);
    }
}
