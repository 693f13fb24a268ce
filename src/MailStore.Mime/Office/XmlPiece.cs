namespace MailStore.Mime.Office;

/// <summary>What an <see cref="XmlCursor"/> stands at.</summary>
internal enum XmlPiece : byte
{
    None,
    Open,
    Close,

    /// <summary>An element without content: nothing closes it.</summary>
    Empty,

    /// <summary>A piece of text, of which more may follow.</summary>
    Text,
}
