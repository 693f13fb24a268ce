namespace MailStore.Imap.Session;

/// <summary>
/// What clients send against the RFCs and what is taken all the same, one name each. A server without any of them answers as the RFCs
/// have it, for whoever tests a client.
/// </summary>
[Flags]
public enum Tolerances
{
    None = 0,

    /// <summary>Blanks in front of the line end: Outlook, and sessions typed by hand.</summary>
    TrailingBlanks = 1,

    /// <summary>Octets above 127 in strings and atoms of who has not enabled UTF-8, and what is no UTF-8 of who has (RFC 9051 §4.3, RFC 6855 §3).</summary>
    EightBitStrings = 2,

    /// <summary>CHANGEDSINCE 0, which means all: Apple Mail (RFC 7162 §7 wants 1 at least).</summary>
    ChangedSinceZero = 4,

    /// <summary>Sequence numbers <c>*</c> of an empty mailbox, and <c>n:*</c> with n behind the last message.</summary>
    StarBeyondTheEnd = 8,

    /// <summary>"&amp;" that begins nothing of modified UTF-7 (RFC 3501 §5.1.3): Thunderbird after a failed ENABLE.</summary>
    BareAmpersands = 16,

    /// <summary>LSUB of who has enabled IMAP4rev2, which has none: imapflow.</summary>
    LsubInRev2 = 32,

    /// <summary>A hierarchy separator behind a name, in other commands than CREATE: Thunderbird.</summary>
    TrailingDelimiters = 64,

    /// <summary>SEARCH KEYWORD "name": imapfilter before September 2015.</summary>
    QuotedKeywords = 128,

    All = 255,
}
