using System.Runtime.CompilerServices;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.4
[CommandHandler("data")]
internal static class MailData
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply> HandleAsync(SmtpSession session)
    {
        // RFC 3030 §3
        if (session.Envelope.Body == BodyValueKind.BinaryMime)
        {
            return Reply.Of(503, 5, 1, "A binary message comes by BDAT");
        }

        await using var intake = await Intake.BeginAsync(session, isChunked: false);
        if (Refusals.Of(intake.Refusal, session.Settings) is { } refused)
        {
            // The transaction stays: the client may leave recipients out.
            return refused;
        }

        session.Say(Reply.Plain(354, "Send it, and end with a line of one dot"));
        await session.Output.FlushAsync();
        var patience = session.Patience;
        patience.Limit = session.Limits.PieceTimeout;
        var result = await session.Input.Message.CopyAsync(session.MessageSink, patience.Begin());
        patience.End();
        patience.Limit = session.Limits.CommandTimeout;
        if (result.Status == FrameStatus.Closed)
        {
            throw new ConnectionClosedException();
        }

        var reply = result.Status == FrameStatus.Abandon
            ? Reply.Close(3, 4, "The message is far larger than SIZE allows")
            : await Completion.EndAsync(session, intake, Refuse(session, result.Faults));
        await session.ResetAsync();
        return reply;
    }

    private static Reply? Refuse(SmtpSession session, DotFaults faults)
    {
        if ((faults & DotFaults.TooLarge) != DotFaults.None)
        {
            return Refusals.TooLarge;
        }

        return (faults & (DotFaults.BareCarriageReturn | DotFaults.BareLineFeed)) != DotFaults.None && session.Settings.BareLineEnds == BareLineEnds.Refused
            ? Completion.BareLineEnd
            : null;
    }
}
