using System.Runtime.CompilerServices;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Smtp.Commands;

// RFC 3030 §2. Whatever is answered, the octets of the chunk are taken off the wire first.
[CommandHandler("bdat")]
internal static class Bdat
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply> HandleAsync(BdatCommand command, SmtpSession session)
    {
        if (await JudgeAsync(command, session) is { } refused)
        {
            return await RefuseAsync(command, session, refused);
        }

        var intake = session.Intake!;
        if (await CopyAsync(command, session) == FrameStatus.Closed)
        {
            throw new ConnectionClosedException();
        }

        if (!command.LastChunk)
        {
            return Reply.Of(250, 0, 0, "octets taken") with { Number = command.ChunkSize, NumberPlace = NumberPlace.Before };
        }

        var reply = await Completion.EndAsync(session, intake, refused: null);
        await session.ResetAsync();
        return reply;
    }

    /// <returns>Null if the chunk is taken: then there is an intake for it.</returns>
    private static async ValueTask<Reply?> JudgeAsync(BdatCommand command, SmtpSession session)
    {
        if ((SmtpVerbs.StatesOf(SmtpVerb.Bdat) & session.State) == SmtpStates.None)
        {
            return Refusals.OfState(session);
        }

        if (session.HasFailedChunk)
        {
            return Reply.Of(503, 5, 1, "A chunk of that message was refused: say RSET");
        }

        if (command.ChunkSize > (ulong)(session.Limits.Octets.MessageBytesMax - (session.Intake?.Bytes ?? 0)))
        {
            return Refusals.TooLarge;
        }

        session.Intake ??= await Intake.BeginAsync(session, isChunked: true);
        return Refusals.Of(session.Intake.Refusal, session.Settings);
    }

    private static async ValueTask<Reply> RefuseAsync(BdatCommand command, SmtpSession session, Reply refused)
    {
        var drained = await session.Input.Chunks.DrainAsync(command.ChunkSize, session.Patience.Begin());
        session.Patience.End();
        switch (drained)
        {
            case FrameStatus.Closed:
                throw new ConnectionClosedException();
            case FrameStatus.Abandon:
                return Reply.Close(3, 4, "That is more than can be dropped");
        }

        // Without a recipient there was no message to fail: the next RCPT may mend that.
        if ((session.State & (SmtpStates.Recipients | SmtpStates.Chunks)) == SmtpStates.None)
        {
            return refused;
        }

        if (!command.LastChunk)
        {
            await session.FailChunkAsync();
            return refused;
        }

        var reply = Completion.SayToAll(session, refused);
        await session.ResetAsync();
        return reply;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<FrameStatus> CopyAsync(BdatCommand command, SmtpSession session)
    {
        var patience = session.Patience;
        patience.Limit = session.Limits.PieceTimeout;
        var status = await session.Input.Chunks.CopyAsync(command.ChunkSize, session.MessageSink, patience.Begin());
        patience.End();
        patience.Limit = session.Limits.CommandTimeout;
        return status;
    }
}
