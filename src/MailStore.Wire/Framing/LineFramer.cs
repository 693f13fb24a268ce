using System.IO.Pipelines;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Wire.Framing;

/// <summary>
/// Cuts a pipe into lines: SMTP and POP3 commands, dialogue lines. Consumes nothing behind the line it returns,
/// so another framer (or TLS) can take over the pipe between two lines.
/// </summary>
public sealed class LineFramer : IFrameStep, IDisposable
{
    private readonly PipeReader _input;
    private readonly FrameBuffer _frame;
    private readonly LineAssembler _line;
    private Limits _limits;
    private bool _isInside;

    public LineFramer(PipeReader input, Limits limits, LineEnds ends)
    {
        _input = input;
        _limits = limits;
        _frame = new(limits.LineBytesMax);
        _line = new(_frame, ends);
    }

    /// <summary>What holds from the next read on.</summary>
    public Limits Limits
    {
        get => _limits;
        set
        {
            _limits = value;
            _frame.BytesMax = value.LineBytesMax;
        }
    }

    /// <summary>The line with its CRLF, after <see cref="FrameStatus.Ready"/> and until the next read.</summary>
    public Frame Frame => _frame.Frame;

    /// <summary>The peer sent more than was read so far.</summary>
    public bool HasBufferedInput => BufferedInput.IsThere(_input);

    internal long ScannedBytes => _line.ScannedBytes;

    internal int Capacity => _frame.Capacity;

    private bool IsAbandoned => _line.DiscardedBytes > _limits.DiscardBytesMax;

    /// <summary>Drops what the peer sent ahead, and says how much that was.</summary>
    public long DiscardBuffered()
    {
        _isInside = false;
        return BufferedInput.Discard(_input);
    }

    /// <summary>The next line if it is there already: a session answers all of a pipelined batch before it flushes.</summary>
    public FrameStatus TryRead() => Begin() ? InputPump.TryRun(_input, this) : FrameStatus.Abandon;

    /// <summary>Waits for the next line. After an interruption or a cancellation the line goes on where it was.</summary>
    public ValueTask<FrameStatus> ReadAsync(CancellationToken cancellation = default) =>
        Begin() ? InputPump.RunAsync(_input, this, isInterruptible: true, isBrief: false, cancellation) : new(FrameStatus.Abandon);

    public void Dispose() => _frame.Dispose();

    FrameStatus IFrameStep.Step(ReadOnlySpan<byte> input, out int used)
    {
        used = 0;
        if (_line.IsDiscarding)
        {
            var hasEnded = _line.Discard(input, out used);
            if (IsAbandoned)
            {
                return FrameStatus.Abandon;
            }

            if (!hasEnded)
            {
                return FrameStatus.NeedMore;
            }

            _line.Begin();
        }

        var status = _line.Take(input[used..], _limits.LineBytesMax, out var taken);
        used += taken;
        _isInside = status == FrameStatus.NeedMore;
        return status;
    }

    private bool Begin()
    {
        if (IsAbandoned)
        {
            return false;
        }

        if (!_isInside && !_line.IsDiscarding)
        {
            _frame.Clear();
            _line.Begin();
            _isInside = true;
        }

        return true;
    }
}
