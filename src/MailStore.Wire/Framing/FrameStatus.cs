namespace MailStore.Wire.Framing;

/// <summary>What a framer says of its input.</summary>
public enum FrameStatus : byte
{
    /// <summary>No whole frame yet. Only the Try methods say so.</summary>
    NeedMore = 0,

    /// <summary>The frame is there. For a copy or drain of octets: all of them passed.</summary>
    Ready = 1,

    /// <summary>The line is longer than its limit. What is left of it is dropped by the next read.</summary>
    TooLong = 2,

    /// <summary>A line feed without its carriage return, where that is refused. The line goes on to its CRLF, dropped by the next read.</summary>
    BareLineFeed = 3,

    /// <summary>The literal is larger than a buffered one may be, or the command has too many. Nothing was read of it.</summary>
    LiteralRefused = 4,

    /// <summary>What would have to be dropped to find the next command is over its limit: close the connection.</summary>
    Abandon = 5,

    /// <summary>Somebody called CancelPendingRead. Nothing is lost: read again.</summary>
    Interrupted = 6,

    /// <summary>The peer is gone, inside a frame or between two.</summary>
    Closed = 7,
}
