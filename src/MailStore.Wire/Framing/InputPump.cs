using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MailStore.Wire.Threading;

namespace MailStore.Wire.Framing;

/// <summary>Feeds a framer from a pipe. Every byte that was fed is consumed, so nothing is looked at twice and the pipe never fills up with half a line.</summary>
internal static class InputPump
{
    public static FrameStatus TryRun(PipeReader input, IFrameStep framer)
    {
        if (!input.TryRead(out var result))
        {
            return FrameStatus.NeedMore;
        }

        var status = Feed(input, framer, result);
        if (status == FrameStatus.NeedMore && result.IsCompleted)
        {
            return FrameStatus.Closed;
        }

        if (result.IsCanceled)
        {
            // Not ours to answer: whoever waits next is told.
            input.CancelPendingRead();
        }

        return status;
    }

    /// <param name="isBrief">Whoever reads goes on where the octets came in, and leaves that thread himself before he does what takes long.</param>
    public static ValueTask<FrameStatus> RunAsync(PipeReader input, IFrameStep framer, bool isInterruptible, bool isBrief, CancellationToken cancellation)
    {
        // Most frames are there already: then no state machine is needed.
        var status = TryRun(input, framer);
        return status == FrameStatus.NeedMore ? WaitAsync(input, framer, isInterruptible, isBrief, cancellation) : new(status);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<FrameStatus> WaitAsync(PipeReader input, IFrameStep framer, bool isInterruptible, bool isBrief, CancellationToken cancellation)
    {
        var isInterrupted = false;
        while (true)
        {
            var result = await input.ReadAsync(cancellation);
            if (!isBrief && SocketThread.IsHere)
            {
                await Task.Yield();
            }

            isInterrupted |= result.IsCanceled;
            var status = Feed(input, framer, result);
            if (status == FrameStatus.NeedMore && result.IsCompleted)
            {
                status = FrameStatus.Closed;
            }
            else if (status == FrameStatus.NeedMore && result.IsCanceled && isInterruptible)
            {
                return FrameStatus.Interrupted;
            }

            if (status != FrameStatus.NeedMore)
            {
                if (isInterrupted)
                {
                    input.CancelPendingRead();
                }

                return status;
            }
        }
    }

    private static FrameStatus Feed(PipeReader input, IFrameStep framer, in ReadResult result)
    {
        var buffer = result.Buffer;
        var status = FrameStatus.NeedMore;
        long total = 0;
        foreach (var segment in buffer)
        {
            status = framer.Step(segment.Span, out var used);
            total += used;
            if (status != FrameStatus.NeedMore)
            {
                break;
            }
        }

        input.AdvanceTo(status == FrameStatus.NeedMore ? buffer.End : buffer.GetPosition(total));
        return status;
    }
}
