using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using MailStore.Wire.Threading;

namespace MailStore.Wire.Framing;

/// <summary>
/// Cuts a pipe into IMAP commands. A frame is a line; where the line ends in a literal's header the session runs its parser,
/// which alone knows what the literal is, and then says what becomes of the octets:
/// <code>
/// status = await framer.ReadAsync();
/// while (status == Ready &amp;&amp; Parser.Parse(framer.Frame, out command, out stop) == NeedLiteral)
///     status = !framer.CanAppend(stop.Literal) ? … refuse : await framer.AppendLiteralAsync(stop.Literal);   // "+ " before, if synchronising
/// </code>
/// A session that refuses a command just reads the next one: octets that come all the same are dropped first, and with them the
/// rest of the command, so nothing of a refused command is ever taken for a command.
/// </summary>
public sealed class ImapFramer : IFrameStep, IDisposable
{
    private readonly FrameBuffer _frame;
    private readonly LineAssembler _line;
    private PipeReader _input;
    private OctetPump _octets;
    private Limits _limits;
    private Phase _phase;
    private LiteralHeader _header;
    private bool _isAnnounced;
    private bool _isAbandoned;
    private int _literals;
    private int _literalBytes;
    private long _droppedBytes;

    public ImapFramer(PipeReader input, Limits limits, LineEnds ends)
    {
        _input = input;
        _limits = limits;
        _frame = new(limits.FrameBytesMax);
        _line = new(_frame, ends);
        _octets = new(input);
    }

    private enum Phase : byte
    {
        Idle,
        Line,
        Append,
        SkipOctets,
        SkipLine,
    }

    /// <summary>What holds from the next read on.</summary>
    public Limits Limits
    {
        get => _limits;
        set
        {
            _limits = value;
            _frame.BytesMax = value.FrameBytesMax;
        }
    }

    /// <summary>The command so far, after <see cref="FrameStatus.Ready"/> and until the next read.</summary>
    public Frame Frame => _frame.Frame;

    /// <summary>Where lines come from.</summary>
    public PipeReader Input => _input;

    /// <summary>The peer sent more than was read so far.</summary>
    public bool HasBufferedInput => BufferedInput.IsThere(_input);

    internal long ScannedBytes => _line.ScannedBytes;

    internal int Capacity => _frame.Capacity;

    /// <summary>What comes behind the line in hand comes through another pipe, such as one that inflates (RFC 4978).</summary>
    public void SwitchTo(PipeReader input)
    {
        _input = input;
        _octets = new(input);
    }

    /// <summary>Drops what the peer sent ahead, and says how much that was. The framer starts afresh.</summary>
    public long DiscardBuffered()
    {
        _isAnnounced = false;
        _phase = Phase.Idle;
        return BufferedInput.Discard(_input);
    }

    /// <summary>The next command line if it is there already: a session answers all of a pipelined batch before it flushes.</summary>
    public FrameStatus TryRead() => Begin() ? InputPump.TryRun(_input, this) : FrameStatus.Abandon;

    /// <summary>
    /// Waits for the next command line. After an interruption or a cancellation the line goes on where it was. Whoever is called back on a
    /// <see cref="SocketThread"/> leaves it before he does what takes long.
    /// </summary>
    public ValueTask<FrameStatus> ReadAsync(CancellationToken cancellation = default) =>
        Begin() ? InputPump.RunAsync(_input, this, isInterruptible: true, isBrief: true, cancellation) : new(FrameStatus.Abandon);

    /// <summary>The literal is within the limits. To be asked before the client is told to go on (RFC 9051 §4.3).</summary>
    public bool CanAppend(LiteralRequest literal) => _literals < _limits.LiteralsMax && literal.Size <= (ulong)_limits.LiteralBytesMax;

    /// <summary>Appends the literal and the line behind it to the frame, which is then to be parsed again from its start.</summary>
    public ValueTask<FrameStatus> AppendLiteralAsync(LiteralRequest literal, CancellationToken cancellation = default)
    {
        CheckAnnounced(literal);
        if (!CanAppend(literal))
        {
            return new(FrameStatus.LiteralRefused);
        }

        _isAnnounced = false;
        _literals++;
        _literalBytes += (int)literal.Size;
        _octets.Remaining = literal.Size;
        _phase = Phase.Append;
        EndOctets();
        return InputPump.RunAsync(_input, this, isInterruptible: false, isBrief: true, cancellation);
    }

    /// <summary>
    /// Hands the literal to a sink and reads the line behind it into a fresh frame, for the parser's Resume. If the sink throws, the
    /// next read drops the rest of the command.
    /// </summary>
    public ValueTask<FrameStatus> CopyLiteralAsync(LiteralRequest literal, IOctetSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return PassAsync(literal, sink, cancellation);
    }

    /// <summary>Drops the literal and reads the line behind it into a fresh frame, for the parser's Resume.</summary>
    public ValueTask<FrameStatus> DrainLiteralAsync(LiteralRequest literal, CancellationToken cancellation = default) =>
        PassAsync(literal, sink: null, cancellation);

    public void Dispose() => _frame.Dispose();

    FrameStatus IFrameStep.Step(ReadOnlySpan<byte> input, out int used)
    {
        used = 0;
        while (used < input.Length && !_isAbandoned)
        {
            var rest = input[used..];
            int taken;
            switch (_phase)
            {
                case Phase.Append or Phase.SkipOctets:
                    taken = (int)Math.Min(_octets.Remaining, (ulong)rest.Length);
                    TakeOctets(rest[..taken]);
                    used += taken;
                    break;
                case Phase.SkipLine:
                    var hasEnded = _line.Discard(rest, out taken);
                    used += taken;
                    EndDrop(hasEnded);
                    break;
                default:
                    var status = TakeLine(rest, out taken);
                    used += taken;
                    if (status != FrameStatus.NeedMore)
                    {
                        return status;
                    }

                    break;
            }
        }

        return _isAbandoned ? FrameStatus.Abandon : FrameStatus.NeedMore;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FrameStatus> PassAsync(LiteralRequest literal, IOctetSink? sink, CancellationToken cancellation)
    {
        CheckAnnounced(literal);
        _isAnnounced = false;
        _octets.Remaining = literal.Size;
        FrameStatus status;
        var hasPassed = false;
        try
        {
            status = await _octets.RunAsync(sink, cancellation);
            hasPassed = status == FrameStatus.Ready;
        }
        finally
        {
            if (!hasPassed)
            {
                // What the sink had counts as dropped too, or the limit would depend on how the octets came in.
                _droppedBytes = (long)Math.Min(literal.Size - _octets.Remaining, long.MaxValue);
                Skip(_octets.Remaining);
            }
        }

        if (!hasPassed)
        {
            return status;
        }

        StartFrame();
        return await InputPump.RunAsync(_input, this, isInterruptible: false, isBrief: false, cancellation);
    }

    private void CheckAnnounced(LiteralRequest literal)
    {
        if (!_isAnnounced || literal.Size != _header.Size || literal.IsSynchronising != _header.IsSynchronising)
        {
            throw new InvalidOperationException("The last frame did not announce this literal.");
        }
    }

    private bool Begin()
    {
        if (_isAbandoned)
        {
            return false;
        }

        // Octets of a non-synchronising literal are on their way whether we want them or not (RFC 7888 §4).
        if (_isAnnounced && !_header.IsSynchronising)
        {
            _droppedBytes = 0;
            Skip(_header.Size);
        }
        else if (_phase == Phase.Idle)
        {
            StartFrame();
        }

        _isAnnounced = false;
        return !_isAbandoned;
    }

    private void StartFrame()
    {
        _frame.Clear();
        _line.Begin();
        _literals = 0;
        _literalBytes = 0;
        _droppedBytes = 0;
        _phase = Phase.Line;
    }

    private FrameStatus TakeLine(ReadOnlySpan<byte> input, out int taken)
    {
        if (_phase == Phase.Idle)
        {
            StartFrame();
        }

        var status = _line.Take(input, _limits.LineBytesMax + _literalBytes, out taken);
        if (status == FrameStatus.Ready)
        {
            _phase = Phase.Idle;
            _isAnnounced = LiteralHeader.TryRead(_frame.Bytes[_line.Start..], isCut: false, out _header);
        }
        else if (status != FrameStatus.NeedMore)
        {
            _phase = Phase.SkipLine;
            EndDrop(!_line.IsDiscarding);
        }

        return status;
    }

    private void TakeOctets(ReadOnlySpan<byte> octets)
    {
        if (_phase == Phase.Append && !_frame.TryAppend(octets))
        {
            throw new InvalidOperationException("The frame's limit is below that of its literals.");
        }

        _octets.Remaining -= (ulong)octets.Length;
        EndOctets();
    }

    private void EndOctets()
    {
        if (_octets.Remaining > 0)
        {
            return;
        }

        if (_phase == Phase.Append)
        {
            _line.Begin();
            _phase = Phase.Line;
        }
        else
        {
            _line.BeginDiscard();
            _phase = Phase.SkipLine;
        }
    }

    /// <summary>Drops octets, the line behind them, and what that announces in turn.</summary>
    private void Skip(ulong octets)
    {
        _frame.Clear();
        if (octets > (ulong)Math.Max(0, _limits.DiscardBytesMax - _droppedBytes))
        {
            _isAbandoned = true;
            return;
        }

        _droppedBytes += (long)octets;
        _octets.Remaining = octets;
        _phase = Phase.SkipOctets;
        EndOctets();
    }

    private void EndDrop(bool hasEnded)
    {
        _isAbandoned |= _line.DiscardedBytes > _limits.DiscardBytesMax - _droppedBytes;
        if (!hasEnded || _isAbandoned)
        {
            return;
        }

        _droppedBytes += _line.DiscardedBytes;
        var tail = _line.Tail;
        if (LiteralHeader.TryRead(tail, tail.Length == LineAssembler.TailBytesMax, out var header) && !header.IsSynchronising)
        {
            Skip(header.Size);
        }
        else
        {
            _phase = Phase.Idle;
        }
    }
}
