namespace MailStore.Engine.Search.Terms;

/// <summary>Kinds of characters: a term has characters of one kind, and blanks part terms too.</summary>
internal enum TermKind : byte
{
    Blank,

    /// <summary>Letters, digits and what is written on them.</summary>
    Word,

    /// <summary>All that is nothing else.</summary>
    Mark,

    /// <summary>Scripts that do not part words: each two characters that follow each other are a term.</summary>
    Pair,
}
