using System.Runtime.CompilerServices;
using MailStore.Smtp.Commands;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Smtp.Connection;

/// <summary>
/// Frame, parse, dispatch, reply, one command after the other in the order that they came in. A reply is written when its handler
/// has come back, which is when all that it says is durable; it leaves with the replies behind it when no further command has come
/// in yet (RFC 2920 §3.2).
/// </summary>
internal sealed class CommandLoop(SmtpSession session)
{
    private static readonly string[] s_verbs = VerbNames.Of<SmtpVerb>();

    private int _badCommands;
    private SmtpVerb _verb;
    private long _startedAt;
    private int _refusals;

    /// <param name="isGreeted">This goes on inside of TLS: no greeting is said (RFC 3207 §4.2).</param>
    public async ValueTask RunAsync(bool isGreeted)
    {
        session.IsGreetingDue = !isGreeted;
        while (!session.IsOver && !session.IsTlsAgreed)
        {
            if (session.IsGreetingDue)
            {
                session.IsGreetingDue = false;
                session.Say(Greeting.Of(session));
            }

            var status = session.Input.Lines.TryRead();
            if (status == FrameStatus.NeedMore)
            {
                await session.Output.FlushAsync();
                status = await session.ReadAsync();
            }

            await AnswerAsync(status);
            await session.Output.FlushIfFullAsync();
        }
    }

    private ValueTask AnswerAsync(FrameStatus status)
    {
        switch (status)
        {
            case FrameStatus.Ready:
                return AnswerLineAsync();
            case FrameStatus.Closed:
                throw new ConnectionClosedException();
            case FrameStatus.TooLong:
                // RFC 5321 §4.5.3.1.9
                (_verb, _startedAt) = (SmtpVerb.None, session.Services.Clock.GetTimestamp());
                Finish(Reply.Of(500, 5, 2, "The line is too long"), isBad: true);
                return ValueTask.CompletedTask;
            case FrameStatus.BareLineFeed:
                session.Say(Reply.Close(5, 2, "A line ends in CR and LF, and nothing else ends one"));
                return ValueTask.CompletedTask;
            default:
                session.Say(Reply.Close(5, 2, "That is more than can be dropped"));
                return ValueTask.CompletedTask;
        }
    }

    private ValueTask AnswerLineAsync()
    {
        session.CommandsInVain++;
        _startedAt = session.Services.Clock.GetTimestamp();
        var status = SmtpParser.Parse(session.Frame, out var command, out var stop);
        _verb = command.Verb;
        if (status != ParseStatus.Complete)
        {
            Finish(WebRequest.Is(session.Frame.Bytes) ? Reply.Close(7, 0, "This is no web server") : Refusals.OfSyntax(session, command.Verb, stop), isBad: true);
            return ValueTask.CompletedTask;
        }

        // The octets of a chunk come whether it is wanted or not (RFC 3030 §2): its handler asks for the state itself.
        if (command.Verb != SmtpVerb.Bdat && (SmtpVerbs.StatesOf(command.Verb) & session.State) == SmtpStates.None)
        {
            Finish(Refusals.OfState(session), isBad: false);
            return ValueTask.CompletedTask;
        }

        var reply = SmtpDispatch.DispatchAsync(command, session);
        if (!reply.IsCompletedSuccessfully)
        {
            return FinishAsync(reply);
        }

        Finish(reply.Result, isBad: false);
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishAsync(ValueTask<Reply> reply) => Finish(await reply, isBad: false);

    private void Finish(in Reply reply, bool isBad)
    {
        session.Say(reply);
        session.Connection.Watch?.Answered(s_verbs[(int)_verb], _startedAt);
        _badCommands = isBad ? _badCommands + 1 : 0;

        // What may be had later is asked for in good faith: recipients beyond the limit, a full mailbox.
        _refusals += reply.Code >= 500 ? 1 : 0;
        if (session.IsOver)
        {
            return;
        }

        if (_badCommands >= session.Limits.BadCommandsMax)
        {
            session.Say(Reply.Close(7, 0, "Too many commands that are none"));
        }
        else if (session.HasTriedTooOften)
        {
            session.Say(Reply.Close(7, 0, "Too many logins were refused"));
        }
        else if (_refusals >= session.Limits.RefusalsMax)
        {
            session.Say(Reply.Close(7, 0, "Too much was refused"));
        }
        else if (session.CommandsInVain >= session.Limits.CommandsMax)
        {
            session.Say(Reply.Close(7, 0, "Too many commands without a message"));
        }
    }
}
