using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Pop3.Connection;

/// <summary>
/// Frame, parse, dispatch, reply, one command after the other in the order that they came in (RFC 2449 §6.6). A reply leaves with
/// the replies behind it when no further command has come in yet.
/// </summary>
internal sealed class CommandLoop(LineFramer framer, Pop3Session session)
{
    private static readonly string[] s_verbs = VerbNames.Of<Pop3Verb>();

    private int _badCommands;
    private Pop3Verb _verb;

    /// <summary>RFC 1939 §4, §7: with the timestamp for APOP where there is any.</summary>
    public void Greet() => session.Say(Reply.Ok(session.Stamp.Length == 0 ? "MailStore" : $"MailStore {session.Stamp}"));

    /// <summary>To the end of the session, or until TLS is to begin.</summary>
    public async ValueTask RunAsync()
    {
        while (!session.IsOver && !session.BeginsTls)
        {
            var status = framer.TryRead();
            if (status == FrameStatus.NeedMore)
            {
                await session.Output.FlushAsync();
                status = await session.ReadAsync();
            }

            var startedAt = session.Services.Clock.GetTimestamp();
            var reply = await AnswerAsync(status);
            session.Say(reply);
            session.Connection.Watch?.Answered(s_verbs[(int)_verb], startedAt);
            Judge(reply);
            await session.Output.FlushIfFullAsync();
        }
    }

    private ValueTask<Reply> AnswerAsync(FrameStatus status)
    {
        switch (status)
        {
            case FrameStatus.Ready:
                return RunLineAsync();
            case FrameStatus.Closed:
                throw new ConnectionClosedException();
            case FrameStatus.TooLong:
                _badCommands++;
                return new(Reply.Err("The line is too long"));
            default:
                session.End();
                return new(Reply.Err("That is more than can be dropped"));
        }
    }

    private ValueTask<Reply> RunLineAsync()
    {
        var status = Pop3Parser.Parse(framer.Frame, out var command, out var stop);
        _verb = command.Verb;
        if (status != ParseStatus.Complete)
        {
            _badCommands++;
            if (WebRequest.Is(framer.Frame.Bytes))
            {
                session.End();
            }

            return new(command.Verb == Pop3Verb.None ? Reply.Err("Unknown command") : Reply.Err($"At {stop.Offset}: expected {Pop3Parser.Describe(stop)}"));
        }

        if ((Pop3Verbs.StatesOf(command.Verb) & session.State) == Pop3States.None)
        {
            _badCommands++;
            return new(Reply.Err(session.HasDrop ? "You are logged in already" : "Log in first"));
        }

        _badCommands = 0;
        return Pop3Dispatch.DispatchAsync(command, session);
    }

    private void Judge(in Reply reply)
    {
        if (session.HasTriedTooOften && reply.Kind == ReplyKind.Err)
        {
            session.End();
        }
        else if (_badCommands >= session.Limits.BadCommandsMax)
        {
            session.End();
        }
    }
}
