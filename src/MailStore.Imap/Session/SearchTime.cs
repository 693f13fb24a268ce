using MailStore.Imap.Replies;

namespace MailStore.Imap.Session;

/// <summary>How long a command may look into messages: as long as somebody waits for the answer, and not for ever.</summary>
internal sealed class SearchTime : IDisposable
{
    private readonly ImapSession _session;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _ending;
    private readonly CancellationTokenRegistration _gone;

    private SearchTime(ImapSession session)
    {
        _session = session;
        _end = new(session.Limits.SearchTime, session.Services.Clock);
        _ending = session.Ending.UnsafeRegister(static time => ((SearchTime)time!)._end.Cancel(), this);

        // Who sends all its commands at once and then says that there are no more still reads the answers: it is given some time.
        _gone = session.Connection.Closed.UnsafeRegister(static time => ((SearchTime)time!).Hurry(), this);
    }

    public CancellationToken Token => _end.Token;

    /// <summary>RFC 5182 §2.1: what is found is saved, so a search that fails leaves nothing saved.</summary>
    public bool IsSaved { get; set; }

    /// <summary>Runs a command. One that takes longer than it may is NO.</summary>
    /// <exception cref="OperationCanceledException">The session ends, or the client is gone.</exception>
    public static async ValueTask<Reply> RunAsync<TCommand>(TCommand command, ImapSession session, Func<TCommand, ImapSession, SearchTime, ValueTask<Reply>> run)
    {
        using var time = new SearchTime(session);
        Reply reply;
        try
        {
            reply = await run(command, session, time);
        }
        catch (OperationCanceledException) when (time.IsUp)
        {
            // RFC 9051 §7.1
            reply = Reply.No(CodeKind.Limit, "That takes too long; ask for less at a time");
        }

        // One that was none (BAD) leaves what there was.
        if (time.IsSaved && reply.Status == ReplyStatus.No && session.Selected is { } selected)
        {
            selected.Saved = Abstractions.Messages.UidSet.Empty;
        }

        return reply;
    }

    public void Dispose()
    {
        _ending.Dispose();
        _gone.Dispose();
        _end.Dispose();
    }

    private bool IsUp => Token.IsCancellationRequested && !_session.Ending.IsCancellationRequested && !_session.Connection.Closed.IsCancellationRequested;

    private void Hurry() => _end.CancelAfter(_session.Limits.ForsakenTime);
}
