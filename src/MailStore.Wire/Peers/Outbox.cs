using System.IO.Pipelines;
using MailStore.Wire.Threading;
using MailStore.Wire.Writing;

namespace MailStore.Wire.Peers;

/// <summary>
/// What goes to the client. Replies are gathered and flushed when the client has nothing more to say, or when enough have
/// gathered: then whoever writes waits until the client reads.
/// </summary>
public sealed class Outbox(PipeWriter output, long fullBytes, Patience patience)
{
    /// <summary>Enough has gathered.</summary>
    public bool IsFull => Pipe.CanGetUnflushedBytes && Pipe.UnflushedBytes >= fullBytes;

    public PipeWriter Pipe { get; private set; } = output;

    /// <summary>Octets of a literal are owed: a line that was written now would be taken for a piece of it.</summary>
    public bool IsInLiteral { get; set; }

    /// <summary>What is written from here on goes through another pipe. What was written before must be flushed.</summary>
    public void SwitchTo(PipeWriter pipe) => Pipe = pipe;

    public ReplyWriter Write() => new(Pipe);

    public ValueTask FlushIfFullAsync() => IsFull ? FlushAsync() : ValueTask.CompletedTask;

    /// <exception cref="ConnectionClosedException">The client is gone.</exception>
    /// <exception cref="OperationCanceledException">The client does not read.</exception>
    public ValueTask FlushAsync()
    {
        if (Pipe.CanGetUnflushedBytes && Pipe.UnflushedBytes == 0)
        {
            return ValueTask.CompletedTask;
        }

        // Nearly always the pipe takes it at once: then there is no wait, and no state to be kept.
        var flushed = Pipe.FlushAsync(patience.Over);
        return flushed.IsCompletedSuccessfully ? End(flushed.Result) : EndAsync(flushed);
    }

    private static ValueTask End(FlushResult result) =>
        result.IsCompleted ? ValueTask.FromException(new ConnectionClosedException()) : ValueTask.CompletedTask;

    private async ValueTask EndAsync(ValueTask<FlushResult> flushed)
    {
        patience.Begin();
        var result = await flushed;
        if (SocketThread.IsHere)
        {
            // Whoever writes so much that it did not fit is likely to go on.
            await Task.Yield();
        }

        patience.End();
        await End(result);
    }
}
