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
        await session.ContinueAsync("Idling");
        var line = session.ReadLineAsync().AsTask();
        if (session.Selected is { } selected)
        {
            await TellUntilAsync(session, selected, line);
        }

        // What is no DONE ends it too, since nobody could say otherwise what comes next.
        return await line && ImapParser.ParseIdleDone(session.Frame, out _, out _) == ParseStatus.Complete
            ? Reply.Ok("Idled")
            : Reply.Bad("DONE was expected");
    }

    private static async ValueTask TellUntilAsync(ImapSession session, SelectedMailbox selected, Task line)
    {
        var hasEnded = false;
        try
        {
            await TellAsync(session, selected, line);
            hasEnded = !selected.IsGone;
        }
        finally
        {
            // Where it ends before the client has said anything, nothing is read of it any more.
            if (!hasEnded)
            {
                session.StopReading();
                await line.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task TellAsync(ImapSession session, SelectedMailbox selected, Task line)
    {
        using var stop = new CancellationTokenSource();
        while (!selected.IsGone)
        {
            var news = selected.View.WaitAsync(stop.Token).AsTask();
            if (await Task.WhenAny(line, news) == line)
            {
                await stop.CancelAsync();

                // Nobody waits at this view any more when it is synced or closed next.
                await news.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await news;
            session.Tell(new Announcement { WithExpunges = true });
            await session.Output.FlushAsync();
        }

        session.SayBye(CodeKind.None, "The mailbox was deleted");
        await session.Output.FlushAsync();
    }
}
