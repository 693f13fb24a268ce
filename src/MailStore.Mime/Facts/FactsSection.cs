namespace MailStore.Mime.Facts;

/// <summary>The pieces of stored facts. The numbers are on disk; a reader passes over those that it does not know.</summary>
public enum FactsSection : byte
{
    None = 0,

    /// <summary>Where the parts lie: <see cref="PartsCodec"/>.</summary>
    Parts = 1,

    /// <summary>BODYSTRUCTURE in its wire form.</summary>
    Structure = 2,

    /// <summary>What of <see cref="Structure"/> is extension data: without it, it is BODY.</summary>
    Extensions = 3,

    /// <summary>ENVELOPE in its wire form.</summary>
    Envelope = 4,

    /// <summary>RFC 8970: the beginning of the text, in UTF-8. Empty if there is none.</summary>
    Preview = 5,

    /// <summary>Those fields of the header that clients ask for in their lists of messages, as they stand: <see cref="CachedFields"/>.</summary>
    Fields = 6,
}
