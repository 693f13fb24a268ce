namespace MailStore.Imap.Commands;

/// <summary>What of a message's inside a FETCH asks for.</summary>
internal enum FetchPieceKind : byte
{
    Section,
    Envelope,
    Body,
    BodyStructure,

    /// <summary>RFC 3516: a section without its transfer encoding.</summary>
    Binary,
    BinarySize,

    /// <summary>RFC 8970</summary>
    Preview,

    /// <summary>RFC 8970 §3.1: if it is there already.</summary>
    LazyPreview,
}
