using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 2177: tells what is new as soon as it is durable, until the client says DONE.
[CommandHandler("idle")]
internal static class Idle
{
    public static async ValueTask<Reply> HandleAsync(ImapSession session)
    {
        session.Tell(new Announcement { WithExpunges = true });
        await session.TellResultsAsync();
        await session.ContinueAsync("Idling");
        session.IsIdling = true;
        var isLine = await ReadAsync(session);
        session.IsIdling = false;

        // What is no DONE ends it too, since nobody could say otherwise what comes next.
        return isLine && ImapParser.ParseIdleDone(session.Frame, out _, out _) == ParseStatus.Complete
            ? Reply.Ok("Idled")
            : Reply.Bad("DONE was expected");
    }

    private static async ValueTask<bool> ReadAsync(ImapSession session)
    {
        // RFC 5465 §4: with NOTIFY the same is told as without IDLE, by whoever reads the line.
        if (session.Selected is not { } selected || session.Notifications is not null)
        {
            return await session.ReadLineAsync(isBrief: true);
        }

        using var said = new CancellationTokenSource();
        var line = ReadUntilSaidAsync(session, said);
        var hasEnded = false;
        try
        {
            await TellAsync(session, selected, said.Token);
            hasEnded = !selected.IsGone;
        }
        finally
        {
            // Where it ends before the client has said anything, nothing is read of it any more.
            if (!hasEnded)
            {
                session.StopReading();
                await ((Task)line).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return await line;
    }

    // The line ends the wait for news, so that the session waits for both without a task that joins them for each piece of news.
    private static async Task<bool> ReadUntilSaidAsync(ImapSession session, CancellationTokenSource said)
    {
        try
        {
            return await session.ReadLineAsync();
        }
        finally
        {
            await said.CancelAsync();
        }
    }

    private static async ValueTask TellAsync(ImapSession session, SelectedMailbox selected, CancellationToken said)
    {
        while (!selected.IsGone)
        {
            try
            {
                await selected.View.WaitAsync(said);
            }
            catch (OperationCanceledException) when (said.IsCancellationRequested)
            {
                return;
            }

            var heardAt = session.Services.Clock.GetTimestamp();
            session.Tell(new Announcement { WithExpunges = true });
            await session.TellResultsAsync();
            await session.Output.FlushAsync();
            session.Connection.Watch?.Told(heardAt);
        }

        session.SayBye(CodeKind.None, "The mailbox was deleted");
        await session.Output.FlushAsync();
    }
}
