namespace MailStore.Wire.Framing;

/// <summary>What is wrong with a message that came by DATA. The session decides which of them it refuses.</summary>
[Flags]
public enum DotFaults : byte
{
    None = 0,

    /// <summary>More octets than the limit. The sink got those up to the limit.</summary>
    TooLarge = 1,

    /// <summary>A carriage return without line feed, which RFC 5321 §2.3.8 forbids.</summary>
    BareCarriageReturn = 2,

    /// <summary>A line feed without carriage return, which RFC 5321 §2.3.8 forbids. Other relays may end a message there.</summary>
    BareLineFeed = 4,
}
