using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MailStore.Wire.Threading;

namespace MailStore.Wire.Framing;

/// <summary>
/// DATA: passes a dot-terminated message on to a sink in constant memory. Whatever is wrong with it, it is read to its true end, so that
/// the next byte of the pipe is the next command's.
/// </summary>
public sealed class DotFramer(PipeReader input, Limits limits)
{
    private static readonly byte[] s_cr = "\r"u8.ToArray();

    private DotScanner _scanner;
    private long _bytes;
    private DotFaults _sizeFault;
    private bool _isInside;

    public Limits Limits { get; set; } = limits;

    /// <summary>
    /// Copies one message. If the sink throws or the wait is cancelled, <see cref="DrainAsync"/> goes on to the end. A message over
    /// <see cref="Limits.MessageBytesMax"/> goes to the sink up to the limit and is then dropped.
    /// </summary>
    public ValueTask<DotResult> CopyAsync(IOctetSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        Begin();
        return RunAsync(sink, cancellation);
    }

    /// <summary>Drops one message, or the rest of one whose copy failed.</summary>
    public ValueTask<DotResult> DrainAsync(CancellationToken cancellation = default)
    {
        if (!_isInside)
        {
            Begin();
        }

        return RunAsync(sink: null, cancellation);
    }

    private void Begin()
    {
        _scanner = default;
        _bytes = 0;
        _sizeFault = DotFaults.None;
        _isInside = true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<DotResult> RunAsync(IOctetSink? sink, CancellationToken cancellation)
    {
        var isInterrupted = false;
        var status = FrameStatus.NeedMore;
        while (status == FrameStatus.NeedMore)
        {
            var result = await input.ReadAsync(cancellation);
            if (SocketThread.IsHere)
            {
                await Task.Yield();
            }

            isInterrupted |= result.IsCanceled;
            var rest = result.Buffer;
            try
            {
                while (!rest.IsEmpty && status == FrameStatus.NeedMore)
                {
                    status = Next(ref rest, out var octets);
                    if (sink is not null && !octets.IsEmpty)
                    {
                        await sink.WriteAsync(octets, cancellation);
                    }
                }
            }
            finally
            {
                // Also when the sink fails: what it was given was scanned and must not be scanned again.
                input.AdvanceTo(rest.Start);
            }

            if (status == FrameStatus.NeedMore && result.IsCompleted)
            {
                status = FrameStatus.Closed;
            }
        }

        _isInside = false;
        if (isInterrupted)
        {
            // A message is not stopped half way; the next read of a line is.
            input.CancelPendingRead();
        }

        return new(status, _bytes, _scanner.Faults | _sizeFault);
    }

    /// <summary>Takes one piece off the input and gives what of it goes to the sink.</summary>
    private FrameStatus Next(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> octets)
    {
        var position = rest.Start;
        rest.TryGet(ref position, out var segment);
        if (segment.IsEmpty)
        {
            rest = rest.Slice(position);
            octets = default;
            return FrameStatus.NeedMore;
        }

        var piece = _scanner.Next(segment.Span);
        var length = piece.EmitsCr ? 1 : piece.Length;
        var kept = (int)Math.Clamp(Limits.MessageBytesMax - _bytes, 0, length);
        octets = piece.EmitsCr ? new(s_cr, 0, kept) : rest.Slice(0, kept);
        rest = rest.Slice(piece.Used);
        _bytes += length;
        if (kept < length)
        {
            _sizeFault = DotFaults.TooLarge;
        }

        if (piece.IsEnd)
        {
            return FrameStatus.Ready;
        }

        return _bytes - Limits.MessageBytesMax > Limits.DiscardBytesMax ? FrameStatus.Abandon : FrameStatus.NeedMore;
    }
}
