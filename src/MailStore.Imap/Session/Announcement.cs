using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Session;

/// <summary>How the session is told what is new, at one sync point.</summary>
internal readonly record struct Announcement
{
    /// <summary>RFC 9051 §7.5.1: not while FETCH, STORE or SEARCH with sequence numbers is answered.</summary>
    public bool WithExpunges { get; init; }

    /// <summary>RFC 9051 §6.4.9: what a UID command causes is said with UIDs.</summary>
    public bool WithUids { get; init; }

    /// <summary>What is told is what the client has just done: also to one that wants to hear of nothing by itself (RFC 5465 §3.1).</summary>
    public bool IsOwn { get; init; }

    /// <summary>Messages whose flags are told though they did not change: of STORE without .SILENT.</summary>
    public UidSet? Also { get; init; }

    /// <summary>Messages whose flags the client knows, since it set them itself, as long as nobody changed them again.</summary>
    public UidSet? Known { get; init; }

    public ModSeq KnownAt { get; init; }

    /// <summary>What is known is told by the command itself, mod-sequences too.</summary>
    public bool TellsKnownItself { get; init; }
}
