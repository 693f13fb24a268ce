using System.Text;
using MailStore.Imap.Replies;

namespace MailStore.Imap.Session;

/// <summary>
/// Of a command that takes long. RFC 9585: tells a client that waits how far it has come; what is told also finds out whether the client
/// is still there. And it lets others have their turn: a search may never wait for anything, and there are few threads.
/// </summary>
internal sealed class Progress(TimeProvider clock, CancellationToken cancellation)
{
    /// <summary>Messages that are looked into in one go: a few milliseconds.</summary>
    private const int MessagesPerTurn = 64;

    /// <summary>RFC 9585 §4.1: not sooner than anybody would wonder.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private long _told = clock.GetTimestamp();
    private int _messages;

    /// <summary>Before each message.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more, or it took too long.</exception>
    public ValueTask TellAsync(ImapSession session, long done, long goal)
    {
        cancellation.ThrowIfCancellationRequested();
        if (clock.GetElapsedTime(_told) < s_pause)
        {
            return ++_messages % MessagesPerTurn == 0 ? PauseAsync() : ValueTask.CompletedTask;
        }

        _told = clock.GetTimestamp();
        var words = $"(\"{Encoding.ASCII.GetString(session.Tag.Octets)}\" {done} {goal})";
        session.Say(Reply.Ok(new ResponseCode(CodeKind.InProgress) { Words = words }, "Still at it"));
        return session.Output.FlushAsync();
    }

    /// <summary>The same of a message that takes long by itself, as one does whose attachments somebody reads, or wait for their turn.</summary>
    public async ValueTask AwaitAsync(ValueTask work, ImapSession session, long done, long goal)
    {
        if (work.IsCompleted)
        {
            await work;
            return;
        }

        var task = work.AsTask();
        using var over = new CancellationTokenSource();
        try
        {
            while (await Task.WhenAny(task, Task.Delay(s_pause, clock, over.Token)) != task)
            {
                await TellAsync(session, done, goal);
            }
        }
        finally
        {
            // What it works with goes after this, so it has to end, also where nobody waits for it any more.
            await over.CancelAsync();
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await task;
    }

    private static async ValueTask PauseAsync() => await Task.Yield();
}
