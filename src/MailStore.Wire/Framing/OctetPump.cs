using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MailStore.Wire.Threading;

namespace MailStore.Wire.Framing;

/// <summary>Moves exactly n octets from a pipe to a sink, or drops them.</summary>
internal sealed class OctetPump(PipeReader input)
{
    /// <summary>Octets that are still to come, also after the sink or a cancellation ended the last run.</summary>
    public ulong Remaining { get; set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameStatus> RunAsync(IOctetSink? sink, CancellationToken cancellation)
    {
        var isInterrupted = false;
        var status = FrameStatus.Ready;
        while (Remaining > 0)
        {
            var result = await input.ReadAsync(cancellation);
            if (SocketThread.IsHere)
            {
                await Task.Yield();
            }

            isInterrupted |= result.IsCanceled;
            var taken = Math.Min(Remaining, (ulong)result.Buffer.Length);
            var octets = result.Buffer.Slice(0, (long)taken);
            Remaining -= taken;
            try
            {
                if (sink is not null && taken > 0)
                {
                    await sink.WriteAsync(octets, cancellation);
                }
            }
            finally
            {
                // Also when the sink fails: these octets are its loss, the next ones are still in order.
                input.AdvanceTo(octets.End);
            }

            if (Remaining > 0 && result.IsCompleted)
            {
                status = FrameStatus.Closed;
                break;
            }
        }

        if (isInterrupted)
        {
            // Octets are not stopped half way; the next read of a line is.
            input.CancelPendingRead();
        }

        return status;
    }
}
