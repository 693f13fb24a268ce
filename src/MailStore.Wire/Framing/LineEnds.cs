namespace MailStore.Wire.Framing;

/// <summary>What ends a line. A carriage return alone never does.</summary>
public enum LineEnds : byte
{
    /// <summary>CRLF and nothing else: RFC 5321 §2.3.8. A lone line feed is refused, because relays that differ here can be made to smuggle mail.</summary>
    CrLfOnly = 0,

    /// <summary>Tolerance: a lone line feed ends a line too, and stands as CRLF in the frame. For people with a terminal, and for POP3 and IMAP scripts.</summary>
    LoneLineFeedToo = 1,
}
