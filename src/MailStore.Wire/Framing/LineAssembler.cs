using MailStore.Wire.Buffers;

namespace MailStore.Wire.Framing;

/// <summary>Puts one line together from pieces. Each byte is looked at once, wherever the input is cut.</summary>
internal sealed class LineAssembler(FrameBuffer frame, LineEnds ends)
{
    /// <summary>How much of the end of a dropped line is remembered: enough for a literal's header.</summary>
    public const int TailBytesMax = 32;

    private readonly byte[] _tail = new byte[TailBytesMax];
    private int _tailLength;

    /// <summary>Where the line starts in the frame.</summary>
    public int Start { get; private set; }

    /// <summary>A refused line has not ended yet.</summary>
    public bool IsDiscarding { get; private set; }

    /// <summary>Length so far of the refused line.</summary>
    public long DiscardedBytes { get; private set; }

    /// <summary>The last bytes of the refused line.</summary>
    public ReadOnlySpan<byte> Tail => _tail.AsSpan(0, _tailLength);

    public long ScannedBytes { get; private set; }

    /// <summary>A new line starts at the end of what the frame holds.</summary>
    public void Begin()
    {
        Start = frame.Length;
        DiscardedBytes = 0;
    }

    /// <summary>Appends to the frame up to the line's end, unless the frame would grow over the limit.</summary>
    public FrameStatus Take(ReadOnlySpan<byte> input, int frameBytesMax, out int used)
    {
        var part = Part(input, out var isTerminated);
        used = part.Length;
        if (part.Length > frameBytesMax - frame.Length)
        {
            return Refuse(FrameStatus.TooLong, part, isTerminated);
        }

        if (!isTerminated)
        {
            Append(part);
            return FrameStatus.NeedMore;
        }

        // A CR that ends a literal belongs to the literal: only this line's own bytes count.
        var line = frame.Bytes[Start..];
        if (part.Length > 1 ? part[^2] == (byte)'\r' : line is [.., (byte)'\r'])
        {
            Append(part);
            return FrameStatus.Ready;
        }

        if (ends == LineEnds.CrLfOnly)
        {
            return Refuse(FrameStatus.BareLineFeed, part, isTerminated);
        }

        if (part.Length + 1 > frameBytesMax - frame.Length)
        {
            return Refuse(FrameStatus.TooLong, part, isTerminated);
        }

        Append(part[..^1]);
        Append("\r\n"u8);
        return FrameStatus.Ready;
    }

    /// <summary>Drops up to the line's end. True once that has passed.</summary>
    public bool Discard(ReadOnlySpan<byte> input, out int used)
    {
        used = 0;
        while (used < input.Length)
        {
            var part = Part(input[used..], out var isTerminated);
            used += part.Length;
            Drop(part, isTerminated);
            if (!IsDiscarding)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Drops the next line without a look at its length.</summary>
    public void BeginDiscard()
    {
        _tailLength = 0;
        DiscardedBytes = 0;
        IsDiscarding = true;
    }

    private ReadOnlySpan<byte> Part(ReadOnlySpan<byte> input, out bool isTerminated)
    {
        var end = input.IndexOf((byte)'\n');
        isTerminated = end >= 0;
        var part = isTerminated ? input[..(end + 1)] : input;
        ScannedBytes += part.Length;
        return part;
    }

    private FrameStatus Refuse(FrameStatus status, ReadOnlySpan<byte> part, bool isTerminated)
    {
        var line = frame.Bytes[Start..];
        BeginDiscard();
        Drop(line, isTerminated: false);
        Drop(part, isTerminated);
        frame.Clear();
        Start = 0;
        return status;
    }

    private void Drop(ReadOnlySpan<byte> part, bool isTerminated)
    {
        DiscardedBytes += part.Length;
        if (part.Length >= TailBytesMax)
        {
            part[^TailBytesMax..].CopyTo(_tail);
            _tailLength = TailBytesMax;
        }
        else
        {
            var kept = Math.Min(_tailLength, TailBytesMax - part.Length);
            _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
            part.CopyTo(_tail.AsSpan(kept));
            _tailLength = kept + part.Length;
        }

        if (isTerminated && (ends == LineEnds.LoneLineFeedToo || Tail is [.., (byte)'\r', (byte)'\n']))
        {
            IsDiscarding = false;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (!frame.TryAppend(bytes))
        {
            throw new InvalidOperationException("The frame's limit is below the line's.");
        }
    }
}
