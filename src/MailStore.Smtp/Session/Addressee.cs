using MailStore.Syntax.Smtp;

namespace MailStore.Smtp.Session;

/// <summary>A recipient that was accepted.</summary>
internal readonly record struct Addressee(StoredAddress Address)
{
    /// <summary>Its places lie in the envelope's list from here on; a relayed one has none.</summary>
    public int FirstPlace { get; init; }

    public int PlaceCount { get; init; }

    /// <summary>RFC 3461 §4.1: what the sender wants to hear of; none if nothing was said.</summary>
    public NotifyEventKinds Notify { get; init; }

    /// <summary>RFC 3461 §4.1: NEVER.</summary>
    public bool IsSilent { get; init; }

    /// <summary>RFC 3461 §4.2: the address type, the semicolon and the address as they came, in xtext.</summary>
    public (int Start, int Length) OriginalRecipient { get; init; }

    public bool WantsNotice => (Notify & NotifyEventKinds.Success) != NotifyEventKinds.None;

    public bool IsRelayed => PlaceCount == 0;
}
